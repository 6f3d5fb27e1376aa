import type { Page } from 'playwright-core';
import { signInAtConnect } from '../../../journeys/person.ts';

/** What users do in an app, and at their bank. */

/** Signs in at the test bank, in the frame of Flinks Connect, and chooses an account where that is asked for. */
export async function signInByConnect(page: Page, { choosesAccount = false } = {}): Promise<void> {
  const frame = page.frameLocator('iframe');
  await signInAtConnect(frame, 'FlinksCapital');
  if (!choosesAccount) return;
  await frame.locator('input[name=account]').first().check();
  await frame.locator('#accounts-submit').click();
}

/** Signs in and consents at the bank's own page, which a click on the app's trigger has opened. */
export async function consentAtBank(page: Page): Promise<void> {
  const [bank] = await Promise.all([page.context().waitForEvent('page'), page.click('#bank')]);
  await bank.fill('#username', 'Greatday');
  await bank.fill('#password', 'Everyday');
  await bank.click('#sign-in');
  const closed = bank.waitForEvent('close');
  await bank.click('#approve');
  await closed;
}

/** Has the app render its whole tree so often, each time until it shows. */
export const renderAgain = (page: Page, times: number): Promise<void> =>
  page.evaluate(async count => {
    const button = document.querySelector<HTMLElement>('#render');
    const shown = document.querySelector('#renders');
    if (!button || !shown) throw new Error('The app has nothing that renders it again');
    const { port1, port2 } = new MessageChannel();
    const started = performance.now();
    for (let render = 1; render <= count; render += 1) {
      button.click();
      while (shown.textContent !== String(render)) {
        if (performance.now() - started > 60_000) throw new Error(`Render ${render} does not show`);
        // A function without a name: what compiles this file gives the others a helper that the page lacks.
        await new Promise(resolve => {
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      }
    }
  }, times);
