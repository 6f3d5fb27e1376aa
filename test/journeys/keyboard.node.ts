import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loginOf } from './at-the-element.ts';
import { journeyBrowsers, start, type Started, type Tab } from './browsers.ts';
import { until } from './until.ts';
import { type RunningWorld, startWorld } from './world.ts';

/** Which screen of Connect is shown. */
const screen = (tab: Tab) =>
  tab.inFrame(() => document.querySelector('#screen')?.getAttribute('data-screen'));
const onScreen = (tab: Tab, name: string) =>
  until(async () => (await screen(tab)) === name, `the screen ${name}`);

/** Presses Tab until what has the focus in the frame fits `selector`. */
async function tabTo(tab: Tab, selector: string) {
  for (let presses = 0; presses < 40; presses++) {
    if (await tab.inFrame(wanted => !!document.activeElement?.matches(wanted), selector)) return;
    await tab.press('Tab');
  }
  throw new Error(`Tab never gets to ${selector}`);
}

/** Signs in to Flinks Capital and answers its questions, by keyboard alone. */
async function signIn(tab: Tab) {
  await onScreen(tab, 'consent');
  await tabTo(tab, '#consent-accept');
  await tab.press('Enter');
  await onScreen(tab, 'institutions');
  await tabTo(tab, '[data-institution=FlinksCapital]');
  await tab.press('Enter');
  await onScreen(tab, 'credentials');
  await tabTo(tab, '#username');
  await tab.type('Greatday');
  await tabTo(tab, '#password');
  await tab.type('Everyday');
  await tab.press('Enter');
  await answerQuestions(tab);
}

async function answerQuestions(tab: Tab) {
  await onScreen(tab, 'questions');
  for (const [index, answer] of ['Montreal', 'Canada', 'Triangle'].entries()) {
    await tabTo(tab, `#mfa-answer-${index}`);
    await tab.type(answer);
  }
  await tab.press('Enter');
}

/** What could give a loginId away: storage, address, history state and the page's own text. */
const traces = (tab: Tab) =>
  tab.run(() =>
    [
      location.href,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      document.documentElement.outerHTML,
    ].join('\n'),
  );

for (const browser of journeyBrowsers()) {
  describe(`by keyboard, in ${browser.engine}`, () => {
    let world: RunningWorld, engine: Started, tab: Tab;
    before(async () => {
      world = await startWorld();
      engine = await start(browser);
      tab = await engine.tab();
    });
    after(async () => {
      await engine?.close();
      world?.close();
    });

    const focusedInPage = () =>
      tab.run(() => document.activeElement?.id || document.activeElement?.localName);
    const tabInPageTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        if (await tab.run(wanted => !!document.activeElement?.matches(wanted), selector)) return;
        await tab.press('Tab');
      }
      throw new Error(`Tab never gets to ${selector}; the focus is at ${await focusedInPage()}`);
    };
    const accounts = () =>
      until(
        () => tab.run(() => document.querySelectorAll('#accounts .account').length),
        'accounts on the screen',
      );

    it('goes from the trigger through MFA to the accounts on the screen', async () => {
      await tab.goto(`${world.demoOrigin}/dialog`);
      await tabInPageTo('flinks-link > button');
      await tab.press('Enter');
      await until(() => tab.run(() => document.querySelector('flinks-link')?.status === 'ready'), 'Connect');
      await signIn(tab);
      assert.ok((await accounts()) >= 2);
      assert.equal(await tab.run(() => document.querySelector('flinks-link')?.status), 'succeeded');
    });

    it('leaves no loginId in the page, its storage, its address, its history or the log', async () => {
      const { loginId } = await loginOf(tab);
      assert.match(loginId, /^[0-9a-f-]{36}$/);
      assert.ok(!(await traces(tab)).includes(loginId));
      assert.ok(!world.log.join('\n').includes(loginId));
    });

    it('refreshes: the bank asks again, Connect resumes at its questions, the accounts come back', async () => {
      await tabInPageTo('#refresh');
      await tab.press('Enter');
      await until(async () => (await screen(tab)) === 'questions', 'the questions');
      await answerQuestions(tab);
      await until(
        () =>
          tab.run(() => [...document.querySelectorAll('flinks-link')].some(el => el.status === 'succeeded')),
        'the resumed session',
      );
      assert.ok((await accounts()) >= 2);
    });

    it('shows the accounts that were chosen in Connect, and no others', async () => {
      await tab.goto(`${world.demoOrigin}/inline?selector=true&multiple=true`);
      await until(() => tab.run(() => document.querySelector('flinks-link')?.status === 'ready'), 'Connect');
      await tab.run(() =>
        document.querySelector('flinks-link')!.shadowRoot!.querySelector('iframe')!.focus(),
      );
      await signIn(tab);
      await onScreen(tab, 'accounts');
      for (const index of [0, 1]) {
        const value = await tab.inFrame(
          at =>
            [...document.querySelectorAll<HTMLInputElement>('input[name=account]:nth-of-type(1)')][at]!.value,
          index,
        );
        await tabTo(tab, `input[value="${value}"]`);
        await tab.press('Space');
      }
      await tabTo(tab, '#accounts-submit');
      await tab.press('Enter');
      await until(
        () => tab.run(() => document.querySelector('flinks-link')?.status === 'succeeded'),
        'the login',
      );
      assert.equal((await loginOf(tab)).accountIds.length, 2);
      assert.equal(await accounts(), 2);
    });

    it('presented no token twice', () => {
      assert.deepEqual(world.simulator.world.tokens.seenTwice(), []);
    });
  });
}
