// The pages of a bank: they work without a script, so that what a test sees is what a user gets.
import { document, type Html, html } from './html.ts';
import { texts } from './texts.ts';

type Language = 'en' | 'fr';

export interface OfferedAccount {
  id: string;
  title: string;
  digits: string;
}

export interface BankPage {
  path: string;
  language: Language;
  bank: { name: string; color: string };
  recipient: string;
  scopes: string[];
}

export function signInPage(visit: BankPage, failure?: { code: string; username: string }) {
  const t = texts[visit.language];
  const wrong = failure?.code === 'INVALID_USERNAME' || failure?.code === 'INVALID_LOGIN';
  const error = failure && (wrong ? t.wrong : t.unavailable);
  const invalid = error && html`aria-invalid="true" aria-describedby="error"`;
  return page(
    visit,
    t.signInTitle(visit.bank.name),
    html`<p>${t.signInLead(visit.recipient)}</p>
      <p class="hint">${t.hint}</p>
      <form method="post" action="${visit.path}/sign-in">
        ${error && html`<p class="error" id="error" role="alert">${error}</p>`}
        <label for="username">${t.username}</label>
        <input
          id="username"
          name="username"
          value="${failure?.username}"
          autocomplete="off"
          autofocus
          autocapitalize="none"
          spellcheck="false"
          required
          ${invalid}
        />
        <label for="password">${t.password}</label>
        <input id="password" name="password" type="password" autocomplete="off" required ${invalid} />
        <div class="actions">
          <button id="sign-in">${t.signIn}</button>
          <button
            id="refuse"
            class="quiet"
            formaction="${visit.path}/decision"
            formnovalidate
            name="decision"
            value="refuse"
          >
            ${t.refuse}
          </button>
        </div>
      </form>`,
  );
}

export function consentPage(
  visit: BankPage,
  accounts: OfferedAccount[],
  { noneChosen = false }: { noneChosen?: boolean } = {},
) {
  const t = texts[visit.language];
  const described = noneChosen && html`aria-describedby="error"`;
  return page(
    visit,
    t.consentTitle(visit.recipient),
    html`<p>${t.consentLead(visit.bank.name)}</p>
      <form method="post" action="${visit.path}/decision">
        ${noneChosen && html`<p class="error" id="error" role="alert">${t.noAccount}</p>`}
        ${
          accounts.length > 0 &&
          html`<fieldset ${described}>
            <legend>${t.accounts}</legend>
            ${accounts.map(
              ({ id, title, digits }) =>
                html`<label class="choice">
                  <input type="checkbox" name="account" value="${id}" ${!noneChosen && html`checked`} />
                  <span>${title} <span class="hint">${t.ending(digits)}</span></span>
                </label>`,
            )}
          </fieldset>`
        }
        ${
          visit.scopes.length > 0 &&
          html`<h2>${t.data}</h2>
            <ul>
              ${visit.scopes.map(scope => html`<li>${t.scopes[scope] ?? scope}</li>`)}
            </ul>`
        }
        <div class="actions">
          <button id="approve" name="decision" value="approve">${t.approve}</button>
          <button id="refuse" class="quiet" name="decision" value="refuse">${t.refuse}</button>
        </div>
      </form>`,
  );
}

/** A page that continues by itself, with a button for a browser that runs no script. */
export function returnPage(visit: BankPage) {
  const t = texts[visit.language];
  return page(
    visit,
    t.returnTitle,
    html`<p>${t.returnLead}</p>
      <form method="post" action="${visit.path}/continue"><button id="continue">${t.goOn}</button></form>`,
    html`<script src="/bank-assets/continue.js" defer></script>`,
  );
}

/** What is shown instead of a redirect to an unregistered URL. */
export function errorPage(language: Language, code?: string) {
  const t = texts[language];
  const visit = { path: '', language, bank: { name: '', color: '#444' }, recipient: '', scopes: [] };
  return page(
    visit,
    t.errorTitle,
    html`<p>${t.errorLead}</p>
      ${code && html`<p class="hint">${code}</p>`}`,
  );
}

function page({ language, bank }: BankPage, title: string, content: Html, script?: Html) {
  return document(
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="${bank.color}" />
        <title>${title}${bank.name && ` · ${bank.name}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/bank-assets/bank.css" />
        ${script}
      </head>
      <body>
        <header>${bank.name}</header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>${texts[language].simulated}</footer>
      </body>
    </html>`,
  );
}
