import { on } from '../browser/on.js';
import { warn } from '../browser/warn.js';
import { FlinksLinkError } from '../errors.js';
import { messagesIn } from '../i18n/localize.js';
import type { Language, Outcome } from '../types.js';

/** A field of the form may be called `method`, and hides the form's own. */
const methodOf = (form: HTMLFormElement | null | undefined): unknown =>
  form && Reflect.get(HTMLFormElement.prototype, 'method', form);

/** The text that stands for a result; empty for outcomes that link no account yet. */
function valueOf(result: Outcome | undefined): string {
  switch (result?.type) {
    case 'login':
      return result.loginId;
    case 'code':
      return result.code;
    case 'linked':
      return result.state;
    default:
      return '';
  }
}

/** What stands in entries of its own, by the end of their names. */
const details = ['type', 'flow', 'state', 'tag', 'iss', 'institution'] as const;

/** What a form submits for a result; null for nothing. */
function entriesOf(name: string | undefined, result: Outcome | undefined): FormData | null {
  const value = valueOf(result);
  if (!name || !value || !result) return null;
  const data = new FormData();
  const add = (end: string, text: unknown) => {
    if (typeof text === 'string' && text) data.append(name + end, text);
  };
  add('', value);
  for (const detail of details) add(`-${detail}`, Reflect.get(result, detail));
  add('-attempt-id', result.attemptId);
  if (result.type === 'login') for (const id of result.accountIds) add('-account-id', id);
  return data;
}

/** What the form control needs of its element. */
export interface FormHost {
  readonly name: () => string | undefined;
  readonly required: () => boolean;
  readonly language: () => Language;
  /** Where the browser points when the form cannot be sent. */
  readonly anchor: () => HTMLElement | undefined;
}

/** The element as a form control: its result, what a form submits of it, and whether the form may be sent. */
export class FormValue {
  /** What an old browser or a test environment lacks of it is done without. */
  readonly internals: Partial<ElementInternals>;
  readonly #host: FormHost;
  #result: Outcome | undefined;
  /** What the form has of the element. */
  #entries: FormData | null = null;
  #association = new AbortController();
  /** The event of the submission that is under way. */
  #submit: SubmitEvent | undefined;
  #isWarned = false;

  /** To be made in the constructor of `element`. */
  constructor(element: Partial<Pick<HTMLElement, 'attachInternals'>>, host: FormHost) {
    this.#host = host;
    this.internals = element.attachInternals?.() ?? {};
  }

  get result(): Outcome | undefined {
    return this.#result;
  }

  get value(): string {
    return valueOf(this.#result);
  }

  /** The element belongs to another form, or to none. */
  associate(form: HTMLFormElement | null): void {
    this.#association.abort();
    const { signal } = (this.#association = new AbortController());
    if (!form) return;
    // Before the listeners of the page, which may read the form.
    on(form, 'submit', event => this.#note(event), signal, true);
    on(form, 'formdata', event => this.#withhold(event.formData), signal);
  }

  /** A cancel does not take away what was linked before it. */
  keep(outcome: Outcome): void {
    if (outcome.type === 'cancel' && this.value) return;
    this.#result = outcome;
    this.update();
  }

  forget(): void {
    this.#result = undefined;
    this.update();
  }

  /** Brings the form up to date. The browser keeps no copy for a later visit: that is what the null says. */
  update(): void {
    const { internals } = this;
    const { name, required, language, anchor } = this.#host;
    this.#entries = entriesOf(name(), this.#result);
    internals.setFormValue?.(this.#entries, null);
    if (required() && !this.value)
      internals.setValidity?.({ valueMissing: true }, messagesIn(language()).required, anchor());
    else internals.setValidity?.({});
  }

  /** @throws FlinksLinkError `unsupported` where no form would get what is linked (Safari before 16.4) */
  checkSupport(): void {
    if (this.#host.name() && !this.internals.setFormValue)
      throw new FlinksLinkError(
        'unsupported',
        'This browser has no form-associated custom elements. Remove name, and send the result by script.',
      );
  }

  #note(event: SubmitEvent): void {
    this.#submit = event;
    // A submission builds its data in this task, and so does a script that has prevented it.
    setTimeout(() => (this.#submit = undefined));
  }

  /**
   * With method GET the browser would put the result into the address bar, the history and the server's log. A script that
   * hears or has prevented the submission, as React's form actions do, reads the form for itself.
   */
  #withhold(data: FormData): void {
    const submit = this.#submit;
    // Firefox keeps the event's phase while it sends the form, and not its target.
    if (!this.#entries || submit?.currentTarget || submit?.defaultPrevented) return;
    // A button can have a method of its own.
    const { formMethod } = (submit?.submitter ?? {}) as Partial<HTMLButtonElement>;
    if ((formMethod || methodOf(this.internals.form)) !== 'get') return;
    for (const entry of this.#entries.keys()) data.delete(entry);
    if (!this.#isWarned)
      warn(
        'withheld its entries from a GET form, whose data end up in the URL. Set method="post" on the form.',
      );
    this.#isWarned = true;
  }
}
