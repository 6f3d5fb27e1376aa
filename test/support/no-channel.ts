/** Runs something in a page whose browser gives it no BroadcastChannel, as Firefox does where a page may keep nothing. */
export async function withoutChannel<T>(run: () => Promise<T>): Promise<T> {
  const { BroadcastChannel } = window;
  window.BroadcastChannel = function refuse() {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  } as never;
  try {
    return await run();
  } finally {
    window.BroadcastChannel = BroadcastChannel;
  }
}
