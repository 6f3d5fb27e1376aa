import '../support/picker-host.js';
import { manyBanks } from '../support/banks.js';

/** Milliseconds from each key press until the frame that shows what it did is done. */
const samples: number[] = [];

declare global {
  interface Window {
    bench: typeof bench;
  }
}

const bench = {
  samples,
  /** Shows the picker with so many banks, or the measure: an input of the browser's that nothing listens to. */
  async show(banks: number): Promise<void> {
    document.body.replaceChildren();
    if (banks) {
      const host = document.createElement('picker-host');
      host.list = manyBanks(banks);
      document.body.append(host);
      await host.updateComplete;
      host.picker.focus();
    } else {
      const input = document.createElement('input');
      document.body.append(input);
      input.focus();
    }
    samples.length = 0;
  },
};

addEventListener(
  'keydown',
  ({ timeStamp }) => {
    // A message that is sent from a frame's callbacks comes once that frame has been laid out and painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => samples.push(performance.now() - timeStamp);
      port2.postMessage(0);
    });
  },
  true,
);

window.bench = bench;
