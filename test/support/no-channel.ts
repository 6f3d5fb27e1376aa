/** Runs something in a page whose browser gives it no BroadcastChannel, as Firefox does where a page may keep nothing. */
export async function withoutChannel<T>(run: () => Promise<T>): Promise<T> {
  const { BroadcastChannel } = window;
  window.BroadcastChannel = function refuse() {
    throw new DOMException('The operation is insecure.', 'SecurityError');
    // It makes no channel, so that it needs none of the members.
  } as never;
  try {
    return await run();
  } finally {
    window.BroadcastChannel = BroadcastChannel;
  }
}
