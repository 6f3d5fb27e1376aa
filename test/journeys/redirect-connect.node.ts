import assert from 'node:assert/strict';
import { essential, it } from './essential.ts';
import { assertLeftOnly, assertNothingLeft, outcomes, redirectJourneys, travel } from './redirect-journey.ts';
import { until } from './until.ts';
import type { BrowserWindow } from './windows.ts';

/* Without processes of their own for frames: Firefox takes no clicks for those from its driver. */
redirectJourneys(
  "Connect's own return",
  world => {
    /** An element with Connect in it. */
    async function open(params: string, back: string, more = '') {
      const { hosts, windows } = world;
      const attributes = `connect-url="${hosts.flinks.origin}/v2/" redirect-uri="${hosts.origin}${back}"`;
      const element = `<flinks-link id="bank" data-token demo ${attributes} params="${params}"></flinks-link>`;
      const shop = await windows.open(hosts.page('/shop', more + element));
      await shop.clickInFrame('#consent-accept');
      await shop.clickInFrame('[data-institution=FlinksCapital]');
      return shop;
    }

    /** Every loginId that came back in an address, and where to. */
    const returns = () =>
      world.hosts
        .requests()
        .map(({ to }) => new URL(to))
        .filter(({ searchParams }) => searchParams.has('flinks_state'))
        .map(({ pathname, searchParams }) => `${pathname} ${searchParams.get('loginId')}`);

    /** The address by which Connect would come back with a loginId. */
    function returnOf(loginId: string) {
      const [redirectUrl] = world.hosts
        .requests()
        .flatMap(({ to }) => new URL(to).searchParams.getAll('redirectUrl'));
      assert.ok(redirectUrl, 'Connect was told where to come back to');
      const url = new URL(redirectUrl);
      url.searchParams.set('loginId', loginId);
      return url.href;
    }

    /** Signs in with a name and a password, in the frame. */
    async function signInInFrame(shop: BrowserWindow) {
      await shop.fillInFrame('#username', 'greatday_nomfa');
      await shop.fillInFrame('#password', 'Everyday');
      await shop.clickInFrame('button[type=submit]');
    }

    /** Signs in at the bank's own page, in the place of the shop's. */
    async function signInAtBank(shop: BrowserWindow, decision = '#bank-agree') {
      await shop.clickInFrame('#provider-continue');
      await shop.fill('#username', 'greatday_nomfa');
      await shop.fill('#password', 'Everyday');
      await shop.click(decision);
    }

    /** One login, told by the shop's page with nothing in its address. */
    async function assertDelivered() {
      const { hosts } = world;
      const login = await hosts.next('flinks-login');
      assert.equal(login.href, `${hosts.origin}/shop`);
      const { loginId, institution, ...rest } = login.detail;
      assert.ok(hosts.flinks.simulator.world.logins.get(loginId), 'a login of Flinks');
      assert.equal(institution, 'FlinksCapital');
      assert.deepEqual([rest.type, rest.flow, rest.state], ['login', 'connect', undefined]);
      assert.equal(outcomes(hosts).length, 1);
      return login;
    }

    for (const back of ['/shop', '/callback']) {
      essential(`from the bank in the place of the page, by ${back}: one login`, async () => {
        const { hosts } = world;
        const shop = await open('oauthWindowRedirect=true&demoOutbound=true', back);
        await signInAtBank(shop);
        const login = await assertDelivered();
        await hosts.next('settled', hosts.isLater(login));
        await assertNothingLeft(world, shop);
        await travel(world, shop, () => location.reload());
        assert.equal(outcomes(hosts).length, 1, 'nothing behind a reload');
      });

      it(`from the bank that was refused, by ${back}: a cancel`, async () => {
        const { hosts } = world;
        const shop = await open('oauthWindowRedirect=true&demoOutbound=true', back);
        await signInAtBank(shop, '#bank-deny');
        const { detail } = await hosts.next('flinks-cancel');
        assert.equal(detail.reason, 'access-denied');
        assert.equal(outcomes(hosts).length, 1);
        await assertNothingLeft(world, shop);
      });

      it(`behind its message, by ${back}: the message has used the attempt up`, async t => {
        const { hosts } = world;
        const shop = await open('innerRedirect=false', back);
        await signInInFrame(shop);
        const login = await assertDelivered();
        // The end of the session takes the frame away, in Firefox now and then before the page has left.
        const isBack = () => hosts.told('settled').some(hosts.isLater(login));
        await until(async () => isBack(), 'the return', 5_000).catch(error => {
          if (world.engine !== 'firefox') throw error;
          t.diagnostic('the frame was gone before the page had left');
          return shop.goto(returnOf(login.detail.loginId));
        });
        await until(async () => isBack(), 'the return');
        // Asked in the page: locators of the driver of Firefox lose a page that its frame has navigated.
        const panel = () => document.querySelector('#bank')!.shadowRoot!.querySelector('.panel')!.textContent;
        await until(async () => (await shop.run(panel)).includes('Your bank account is linked.'), 'the text');
        assert.deepEqual(hosts.told('flinks-error'), []);
        const [returned, ...others] = new Set(returns());
        assert.equal(returned, `${back} ${login.detail.loginId}`, 'the same login came back');
        assert.deepEqual(others, []);
        assert.equal(hosts.told('flinks-login').length, 1);
        await assertNothingLeft(world, shop);
      });

      it(`without a message, by ${back}: one login`, async () => {
        const { hosts } = world;
        const shop = await open('innerRedirect=false', back, '<script src="/greedy.js"></script>');
        await signInInFrame(shop);
        const login = await assertDelivered();
        assert.deepEqual(returns(), [`${back} ${login.detail.loginId}`]);
        await hosts.next('settled', hosts.isLater(login));
        await assertNothingLeft(world, shop);
      });

      it(`in another tab, by ${back}: nothing there, and the session goes on`, async () => {
        const { hosts, windows } = world;
        const shop = await open('', back);
        const stolen = new URL(returnOf('login-of-an-attacker'));
        const state = stolen.searchParams.get('flinks_state');
        assert.ok(state, 'the element has given Connect a state');
        const forged = ['', '&flinks_state=unknown'].map(
          more => new URL(`${back}?loginId=login-of-an-attacker${more}`, hosts.origin),
        );
        for (const url of [stolen, ...forged]) {
          const seen = hosts.told('flinks-error').length;
          const other = await windows.open(url.href);
          if (back === '/shop') {
            const error = await hosts.next(
              'flinks-error',
              each => hosts.told('flinks-error').indexOf(each) >= seen,
            );
            assert.equal(error.detail.code, 'state-mismatch');
          } else assert.match(await other.text('[role=status]'), /nothing to do here/);
          await assertLeftOnly(state, world, other);
          await other.close();
        }
        assert.deepEqual(hosts.told('flinks-login'), []);
        await signInInFrame(shop);
        await hosts.next('flinks-login');
        // The attempt stays until its address comes, or for 30 minutes; without the loginId.
        await assertLeftOnly(state, world, shop);
      });
    }
  },
  { isolated: false },
);
