import { html } from '../bank/html.ts';
import type { Account } from '../world/accounts.ts';
import type { Institution } from '../world/institutions.ts';
import { button, field, page, type SitePage } from './page.ts';
import { texts } from './texts.ts';

/** What was wrong with the last form, and what stood in it. */
export interface Failure {
  errors?: Record<string, string>;
  code?: string;
  given?: Record<string, unknown>;
}

export function identityPage(shown: SitePage, { errors = {}, given = {} }: Failure = {}) {
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

export function scopePage(shown: SitePage) {
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

export function institutionsPage(shown: SitePage, found: Institution[], query: string) {
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

export function credentialsPage(shown: SitePage, { code, given = {} }: Failure = {}) {
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
        ${field({ name: 'username', label: label.username, autocomplete: 'off', value: given.username, focus: true })}
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

export function questionsPage(shown: SitePage, challenges: { Prompt: string }[], { code }: Failure = {}) {
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

export function accountsPage(shown: SitePage, accounts: Account[], { code }: Failure = {}) {
  const { id, language } = shown.visit;
  const t = texts[language];
  const money = (amount: number, currency: string) =>
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
              <span>${Title} <span class="small">${t.ending(LastFourDigits)}</span></span>
              <span class="amount">${money(Balance.Current, Currency)}</span>
            </label>`,
        )}
      </fieldset>
      <div class="actions">${button('accounts-submit', t.share)}</div>
    </form>`,
  );
}

/** The last page, whichever it is: there is no way back from Express but the user's own. */
export function endPage(shown: SitePage) {
  const t = texts[shown.visit.language];
  if (shown.visit.step === 'done')
    return page(shown, t.doneTitle, html`<p role="status">${t.doneText(shown.company)}</p>`);
  const [title, text] =
    shown.visit.step === 'declined' ? [t.declinedTitle, t.declinedText] : [t.expiredTitle, t.expiredText];
  return page(shown, title, html`<p role="status">${text}</p>`);
}
