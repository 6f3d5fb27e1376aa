/** Milliseconds in which all of them have ended. */
const patience = 20_000;

/**
 * Tests that mostly wait, in a `describe` of their own: all of them run at once, before the first is reported. What they
 * share, such as the storage of the tab, each must leave to the others.
 */
export function atOnce(tests: Record<string, () => Promise<void>>): void {
  const outcomes = new Map<string, () => void>();
  before(async function () {
    this.timeout(patience + 1_000);
    const runs = Object.entries(tests).map(async ([name, run]) => {
      try {
        await run();
        outcomes.set(name, () => {});
      } catch (error) {
        outcomes.set(name, () => {
          throw error;
        });
      }
    });
    await Promise.race([Promise.all(runs), new Promise(resolve => setTimeout(resolve, patience))]);
  });
  for (const name of Object.keys(tests)) {
    it(name, () => {
      const tell = outcomes.get(name);
      if (!tell) throw new Error(`it has not ended within ${patience} milliseconds`);
      tell();
    });
  }
}
