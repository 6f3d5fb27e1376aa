/** Markup that may stand in a page as it is. */
class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * A template in which everything that is filled in is text, unless it was made here too; a list is its items, and
 * nothing is nothing.
 *
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  return new Html(String.raw({ raw: strings }, ...values.map(markup)));
}

/** @param {Html} page */
export function document(page) {
  return `<!doctype html>\n${page.text}`;
}

/** @param {unknown} value @returns {string} */
function markup(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(markup).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** @typedef {Html} Markup */
