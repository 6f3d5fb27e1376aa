import { html } from '../bank/html.js';
import { button, field, page } from './page.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./page.js').Shown} Shown
 * @typedef {import('../world/institutions.js').Institution} Institution
 * @typedef {{ errors?: Record<string, string>, code?: string, given?: Record<string, unknown> }} Failure what was wrong with the last form, and what stood in it
 */

/** @param {Shown} shown @param {Failure} [failure] */
export function identityPage(shown, { errors = {}, given = {} } = {}) {
  const t = texts[shown.visit.language];
  const [first = 'name'] = Object.keys(errors);
  const fields = [
    { name: 'name', label: t.name, autocomplete: 'name' },
    { name: 'birthDate', label: t.birthDate, autocomplete: 'bday', type: 'date' },
    { name: 'email', label: t.email, autocomplete: 'email', type: 'email' },
  ];
  return page(
    shown,
    t.identityTitle,
    html`<p>${t.identityLead(shown.company)}</p>
      <form method="post" action="/visits/${shown.visit.id}/identity" novalidate>
        ${fields.map(each =>
          field({
            ...each,
            value: given[each.name],
            error: t.errors[errors[each.name] ?? ''],
            focus: each.name === first,
          }),
        )}
        <div class="actions">${button('identity-submit', t.goOn)}</div>
      </form>`,
  );
}

/** @param {Shown} shown */
export function scopePage(shown) {
  const t = texts[shown.visit.language];
  return page(
    shown,
    t.scopeTitle(shown.company),
    html`<p>${t.scopeLead}</p>
      <ul class="scope">
        ${t.scopeItems.map(item => html`<li>${item}</li>`)}
      </ul>
      <p class="small">${t.scopeSmall(shown.company)}</p>
      <form method="post" action="/visits/${shown.visit.id}/scope">
        <div class="actions">
          ${button('scope-agree', t.agree, html`name="decision" value="agree"`)}
          ${button('scope-decline', t.decline, html`name="decision" value="decline" class="quiet"`)}
        </div>
      </form>`,
  );
}

/** @param {Shown} shown @param {Institution[]} found @param {string} query */
export function institutionsPage(shown, found, query) {
  const { id, language } = shown.visit;
  const t = texts[language];
  return page(
    shown,
    t.institutionsTitle,
    html`<form method="get" action="/visits/${id}" class="search" role="search">
        <label for="q">${t.search}</label>
        <input id="q" name="q" type="search" value="${query}" autocomplete="off" autofocus />
        ${button('search-submit', t.searchGo, html`class="quiet"`)}
      </form>
      <p id="count" role="status">${found.length > 0 ? t.found(found.length) : t.noneFound}</p>
      ${query !== '' && html`<p><a href="/visits/${id}">${t.allBanks}</a></p>`}
      <form method="post" action="/visits/${id}/institutions">
        <ul class="institutions">
          ${found.map(
            each =>
              html`<li>
                <button name="institution" value="${each.name}" class="quiet">
                  ${each[language]}
                  ${each.country === 'US' && html`<span class="small">${t.unitedStates}</span>`}
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  );
}

/** @param {Shown} shown @param {Failure} [failure] */
export function credentialsPage(shown, { code, given = {} } = {}) {
  const { visit } = shown;
  const t = texts[visit.language];
  const error = code && (t.refusals[code] ?? code);
  const wrong = code === 'INVALID_USERNAME' || code === 'INVALID_LOGIN';
  const label = { username: t.username, password: t.password };
  return page(
    shown,
    t.signInTitle(visit.institution?.[visit.language] ?? ''),
    html`<p class="hint">${t.hint}</p>
      ${error && !wrong && html`<p class="error" role="alert">${error}</p>`}
      <form method="post" action="/visits/${visit.id}/credentials">
        ${field({ name: 'username', label: label.username, autocomplete: 'off', value: given['username'], focus: true })}
        ${field({
          name: 'password',
          label: label.password,
          type: 'password',
          autocomplete: 'off',
          error: wrong ? error : undefined,
        })}
        <div class="actions">${button('credentials-submit', t.signIn)}</div>
      </form>
      <form method="post" action="/visits/${visit.id}/another">
        <div class="actions">${button('another', t.another, html`class="quiet"`)}</div>
      </form>`,
  );
}

/** @param {Shown} shown @param {{ Prompt: string }[]} challenges @param {Failure} [failure] */
export function questionsPage(shown, challenges, { code } = {}) {
  const { visit } = shown;
  const t = texts[visit.language];
  const error = code && (t.refusals[code] ?? code);
  return page(
    shown,
    t.questionsTitle(visit.institution?.[visit.language] ?? ''),
    html`<p class="hint">${t.questionsHint}</p>
      ${error && html`<p class="error" role="alert">${error}</p>`}
      <form method="post" action="/visits/${visit.id}/questions">
        ${challenges.map(({ Prompt }, index) =>
          field({ name: `answer-${index}`, label: Prompt, autocomplete: 'off', focus: index === 0 }),
        )}
        <div class="actions">${button('questions-submit', t.answer)}</div>
      </form>`,
  );
}

/** @param {Shown} shown @param {import('../world/accounts.js').Account[]} accounts @param {Failure} [failure] */
export function accountsPage(shown, accounts, { code } = {}) {
  const { id, language } = shown.visit;
  const t = texts[language];
  const money = (/** @type {number} */ amount, /** @type {string} */ currency) =>
    amount.toLocaleString(`${language}-CA`, { style: 'currency', currency });
  return page(
    shown,
    t.accountsTitle,
    html`<form method="post" action="/visits/${id}/accounts">
      ${code && html`<p class="error" id="error" role="alert">${t.noAccount}</p>`}
      <fieldset ${code && html`aria-describedby="error"`}>
        <legend>${t.accounts}</legend>
        ${accounts.map(
          ({ Id, Title, LastFourDigits, Balance, Currency }, index) =>
            html`<label class="choice">
              <input type="checkbox" name="account" value="${Id}" ${index === 0 && html`autofocus`} />
              <span>${Title} <span class="small">${t.ending(LastFourDigits ?? '')}</span></span>
              <span class="amount">${money(Balance.Current, Currency)}</span>
            </label>`,
        )}
      </fieldset>
      <div class="actions">${button('accounts-submit', t.share)}</div>
    </form>`,
  );
}

/** The last page, whichever it is: there is no way back from Express but the person's own. @param {Shown} shown */
export function endPage(shown) {
  const t = texts[shown.visit.language];
  if (shown.visit.step === 'done')
    return page(shown, t.doneTitle, html`<p role="status">${t.doneText(shown.company)}</p>`);
  const [title, text] =
    shown.visit.step === 'declined' ? [t.declinedTitle, t.declinedText] : [t.expiredTitle, t.expiredText];
  return page(shown, title, html`<p role="status">${text}</p>`);
}
