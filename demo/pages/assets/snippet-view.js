import { create } from './dom.js';
import { callsOf, snippetsOf } from './snippets.js';

/** The code for the settings, in the framework that is chosen, to copy. */
export class SnippetView {
  #text;
  #choice;
  #code;
  #calls;
  #news;
  /** @type {import('./snippets.js').Snippets} */
  #snippets = { html: '', react: '', vue: '' };

  /**
   * @param {object} options
   * @param {HTMLElement} options.section holds the choice, the code, the button and its news
   * @param {import('./page-text.js').PageText} options.page
   */
  constructor({ section, page }) {
    this.#text = page.text.playground;
    const find = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (section.querySelector(selector));
    this.#choice = /** @type {HTMLFormElement} */ (find('form'));
    this.#code = find('pre');
    this.#calls = find('[data-calls]');
    this.#news = find('[role=status]');
    this.#choice.addEventListener('change', () => this.#draw());
    find('[data-copy]').addEventListener('click', () => void this.#copy());
  }

  /** @param {import('./snippets.js').Wanted} wanted */
  show(wanted) {
    this.#snippets = snippetsOf(wanted);
    this.#calls.replaceChildren(...callsOf(wanted.settings).map(call => create('code', {}, call)));
    this.#draw();
  }

  get #chosen() {
    const framework = new FormData(this.#choice).get('framework');
    return this.#snippets[framework === 'react' || framework === 'vue' ? framework : 'html'];
  }

  #draw() {
    this.#news.replaceChildren();
    this.#code.replaceChildren(create('code', {}, this.#chosen));
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#chosen);
      this.#news.replaceChildren(this.#text.copied);
    } catch {
      getSelection()?.selectAllChildren(this.#code);
      this.#news.replaceChildren(this.#text.copyFailed);
    }
  }
}
