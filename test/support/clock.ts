/**
 * Holds the element's clock still, so that no test depends on the speed of the machine.
 *
 * @param onRead - is told of each read
 */
export function freezeClock(onRead: () => void = () => {}): { now: number; restore: () => void } {
  const own = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
  const clock = { now: 0, restore: () => Object.defineProperty(Event.prototype, 'timeStamp', own) };
  const get = () => {
    onRead();
    return clock.now;
  };
  Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get });
  return clock;
}
