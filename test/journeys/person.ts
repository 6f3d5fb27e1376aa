// What users do in a page that links banks, and where it leads them.
import type { FrameLocator, Page } from 'playwright-core';
import type { BrowserWindow } from './windows.ts';

/** Looks for a bank in the list, and goes there. */
export async function pickBank(page: Page, name: string) {
  await page.getByRole('combobox', { name: 'Choose your bank' }).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

/**
 * Signs in by Connect.
 *
 * @param institution - where Connect asks for it
 */
export async function signInAtConnect(connect: FrameLocator, institution?: string) {
  await connect.locator('#consent-accept').click();
  if (institution) await connect.locator(`[data-institution=${institution}]`).click();
  await connect.locator('#username').fill('greatday_nomfa');
  await connect.locator('#password').fill('Everyday');
  // Not by Enter: its key comes up in a frame that may be gone, and the driver waits for that for ever.
  await connect.locator('#credential-submit').click();
}

/** All steps of Express. */
export async function goThroughExpress({ page }: BrowserWindow) {
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
