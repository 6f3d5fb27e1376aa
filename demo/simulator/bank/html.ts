/** Markup that may stand in a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A template in which everything that is filled in is text, unless it was made here too; a list is its items, and
 * nothing is nothing.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]) {
  return new Html(String.raw({ raw: strings }, ...values.map(markup)));
}

export function document(page: Html) {
  return `<!doctype html>\n${page.text}`;
}

function markup(value: unknown): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(markup).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
