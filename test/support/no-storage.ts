/** Runs something in a page whose browser refuses it `sessionStorage`, as for site data that is blocked. */
export async function withoutStorage<T>(run: () => Promise<T>): Promise<T> {
  const descriptor = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
  Object.defineProperty(window, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  try {
    return await run();
  } finally {
    Object.defineProperty(window, 'sessionStorage', descriptor);
  }
}
