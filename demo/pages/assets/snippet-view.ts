import { create, find } from './dom.js';
import type { PageText } from './page-text.js';
import { callsOf, type SnippetOptions, type Snippets, snippetsOf } from './snippets.js';

interface SnippetViewOptions {
  /** Holds the choice, the code, the button and its news. */
  section: HTMLElement;
  page: PageText;
}

/** The code for the settings, in the framework that is chosen, to copy. */
export class SnippetView {
  readonly #text: PageText['text']['playground'];
  readonly #choice: HTMLFormElement;
  readonly #code: HTMLElement;
  readonly #calls: HTMLElement;
  readonly #news: HTMLElement;
  #snippets: Snippets = { html: '', react: '', vue: '' };

  constructor({ section, page }: SnippetViewOptions) {
    this.#text = page.text.playground;
    this.#choice = find('form', HTMLFormElement, section);
    this.#code = find('pre', HTMLElement, section);
    this.#calls = find('[data-calls]', HTMLElement, section);
    this.#news = find('[role=status]', HTMLElement, section);
    this.#choice.addEventListener('change', () => this.#draw());
    find('[data-copy]', HTMLElement, section).addEventListener('click', () => void this.#copy());
  }

  show(wanted: SnippetOptions) {
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
