/** What people do in a page that links banks, and where it leads them. @typedef {import('playwright-core').Page} Page */

/**
 * Looks for a bank in the list, and goes there.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function pickBank(page, name) {
  await page.getByRole('combobox', { name: 'Choose your bank' }).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

/**
 * Signs in by Connect.
 *
 * @param {import('playwright-core').FrameLocator} connect
 * @param {string} [institution] - where Connect asks for it
 */
export async function signInAtConnect(connect, institution) {
  await connect.locator('#consent-accept').click();
  if (institution) await connect.locator(`[data-institution=${institution}]`).click();
  await connect.locator('#username').fill('greatday_nomfa');
  await connect.locator('#password').fill('Everyday');
  // Not by Enter: its key comes up in a frame that may be gone, and the driver waits for that for ever.
  await connect.locator('#credential-submit').click();
}

/** All steps of Express. @param {import('./windows.js').Window} site */
export async function goThroughExpress({ page }) {
  await page.fill('#name', 'Jane Doe');
  await page.fill('#birthDate', '1990-04-30');
  await page.fill('#email', 'jane@shop.example');
  await page.click('#identity-submit');
  await page.click('#scope-agree');
  await page.getByRole('button', { name: 'Flinks Capital' }).click();
  await page.fill('#username', 'greatday_nomfa');
  await page.fill('#password', 'Everyday');
  await page.press('#password', 'Enter');
  await page.locator('[name=account]').first().check();
  await page.click('#accounts-submit');
}
