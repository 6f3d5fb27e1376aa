import assert from 'node:assert/strict';
import { it } from 'node:test';
import { en } from '../../demo/pages/text/en.ts';
import { at, demoJourneys, newest } from './demo-journey.ts';
import { signInAtBank } from './redirect-journey.ts';
import type { BrowserWindow } from './windows.ts';

demoJourneys('trouble on the way to open banking in the demo', visit => {
  const open = (path: string) => visit.windows.open(`${visit.hosts.demoOrigin}${path}?lang=en`);
  const link = async (shop: BrowserWindow, act: (bank: BrowserWindow) => unknown = signInAtBank) => {
    const bank = await visit.windows.opened(() => at(shop).button(en.openBanking.trigger).click());
    await act(bank);
    await bank.gone();
  };
  /** The user's next question of this kind does not get through. */
  const loseNext = (shop: BrowserWindow, path: string, method = '') =>
    shop.page.route(`**${path}`, (route, request) =>
      request.method().endsWith(method) ? route.abort() : route.continue(),
    );
  const recover = (shop: BrowserWindow) => shop.page.unrouteAll();

  it('offers the banks again when their list was lost', async () => {
    const shop = await visit.windows.open(`${visit.hosts.demoOrigin}/?lang=en`);
    await loseNext(shop, '/api/outbound/providers');
    await shop.click('main a[href^="/outbound?"]');
    await at(shop).said(en.errors.unreachable).waitFor();
    assert.equal(await at(shop).button(en.openBanking.trigger).isEnabled(), false);
    await recover(shop);
    await at(shop).button(en.actions.tryAgain).click();
    await shop.page.locator('#provider:focus').waitFor();
    assert.equal(await at(shop).said(en.errors.unreachable).isVisible(), false);
    await link(shop);
    assert.equal(await at(shop).countAccounts(), 4);
  });

  it('calls no bank linked whose code did not get to the backend', async () => {
    const shop = await open('/outbound');
    await loseNext(shop, '/api/outbound/code');
    await link(shop);
    await at(shop).said(en.errors.unreachable).waitFor();
    assert.equal(await at(shop).said('Your bank account is linked.').isVisible(), false);
    assert.equal(await at(shop).accounts().count(), 0);
    await recover(shop);
    await link(shop);
    assert.equal(await at(shop).countAccounts(), 4);
  });

  it('names what the bank said when it is out of order, and goes to another', async () => {
    const shop = await open('/outbound');
    await shop.page.getByLabel(en.openBanking.provider).selectOption('Lighthouse Bay Bank');
    await link(shop, () => undefined);
    await at(shop).said(en.status.notLinked('temporarily_unavailable')).waitFor();
    await shop.page.getByLabel(en.openBanking.provider).selectOption('NBC');
    await link(shop);
    assert.equal(await at(shop).countAccounts(), 4);
    await shop.page.getByText('NBC · ').waitFor();
  });

  it('reads the accounts again when they were lost', async () => {
    const shop = await open('/outbound');
    await loseNext(shop, '/api/outbound/accounts');
    await link(shop);
    await at(shop).said(en.status.failed).waitFor();
    await recover(shop);
    await at(shop).button(en.actions.tryAgain).click();
    assert.equal(await at(shop).countAccounts(), 4);
    assert.equal(await at(shop).said(en.errors.unreachable).isVisible(), false);
  });

  it('keeps the accounts when it could not disconnect', async () => {
    const shop = await open('/outbound');
    await link(shop);
    await at(shop).countAccounts();
    await loseNext(shop, '/api/outbound/link', 'DELETE');
    await at(shop).button(en.actions.disconnect).click();
    await at(shop).button(en.actions.disconnectConfirm).click();
    await at(shop).said(en.errors.unreachable).waitFor();
    assert.equal(await at(shop).countAccounts(), 4);
    await recover(shop);
    await at(shop).button(en.actions.disconnect).click();
    await at(shop).button(en.actions.disconnectConfirm).click();
    await at(shop).said(en.openBanking.disconnected).waitFor();
  });

  it('leads back to the bank when the consent has ended there', async () => {
    const { hosts, seen } = visit;
    const shop = await open('/outbound');
    await link(shop);
    await at(shop).countAccounts();
    assert.ok(hosts.outbound, 'this world has banks');
    const { consents, endConsent } = hosts.outbound;
    consents.expireAccessTokens();
    for (const grantId of consents.grantsOf(newest(seen.state))) await endConsent(grantId);
    await shop.goto(`${hosts.demoOrigin}/accounts?lang=en`);
    await at(shop).said(en.openBanking.relink).waitFor();
    await at(shop).link(en.openBanking.trigger).click();
    await link(shop);
    assert.equal(await at(shop).countAccounts(), 4);
  });

  it('opens no window for an institution that cannot be one, and names what the bank said of another', async () => {
    const shop = await open('/custom');
    await shop.fill('#institution', '../14');
    await at(shop).button(en.openBanking.trigger).click();
    await shop.page.locator('#institution:focus:invalid').waitFor();
    assert.equal(visit.windows.count(), 1);
    await shop.fill('#institution', '999');
    await at(shop).button(en.openBanking.trigger).click();
    await at(shop).said(en.status.notLinked('invalid_request')).waitFor();
    await shop.fill('#institution', '14');
    await link(shop);
    assert.equal(await at(shop).countAccounts(), 4);
  });
});
