// The frame around every page of the site. The pages work without a script, so the site needs none.
import { document, type Html, html } from '../bank/html.ts';
import { texts } from './texts.ts';
import type { ExpressVisit } from './visits.ts';

export interface SitePage {
  visit: ExpressVisit;
  company: string;
}

/** The steps that a user takes, in their order (Flinks: choose a front-end solution). */
const steps: readonly string[] = [
  'identity',
  'scope',
  'institutions',
  'credentials',
  'questions',
  'accounts',
];

export function page({ visit, company }: SitePage, title: string, content: Html) {
  const { language, theme, step } = visit;
  const t = texts[language];
  const place = steps.indexOf(step) + 1;
  const other = language === 'fr' ? 'en' : 'fr';
  return document(
    html`<html lang="${language}" data-theme="${theme}" data-step="${step}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${company}</title>
        <link rel="icon" href="/express-assets/icon.svg" />
        <link rel="stylesheet" href="/express-assets/express.css" />
      </head>
      <body>
        <header>
          <p class="brand">${company}</p>
          ${
            visit.id &&
            html`<a href="/visits/${visit.id}?language=${other}" lang="${other}" hreflang="${other}"
              >${t.inOtherLanguage}</a
            >`
          }
        </header>
        <main>
          ${
            place > 0 &&
            html`<p class="step">${t.stepOf(place, steps.length)}</p>
              <progress max="${steps.length}" value="${place}" aria-hidden="true"></progress>`
          }
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>${t.simulated}</footer>
      </body>
    </html>`,
  );
}

interface FieldOptions {
  name: string;
  label: string;
  type?: string;
  value?: unknown;
  autocomplete: string;
  error?: string | undefined;
  focus?: boolean;
}

/** A field with its label and, when something is wrong with it, what is wrong. */
export function field({
  name,
  label,
  type = 'text',
  value,
  autocomplete,
  error,
  focus = false,
}: FieldOptions) {
  const invalid = error && html`aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${typeof value === 'string' ? value : ''}"
      autocomplete="${autocomplete}"
      required
      ${focus && html`autofocus`}
      ${type !== 'date' && html`autocapitalize="none" spellcheck="false"`}
      ${invalid}
    />
    ${error && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

export function button(id: string, label: string, attributes?: Html) {
  return html`<button id="${id}" ${attributes}>${label}</button>`;
}
