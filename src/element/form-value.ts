import { on } from '../browser/on.js';
import { warn } from '../browser/warn.js';
import { misconfigured } from '../errors.js';
import { messagesIn } from '../i18n/localize.js';
import type { Language, Outcome } from '../types.js';

const getForm = 'uses GET, which puts the result in the URL. Set method="post", or remove name.';

/** A field of the form may be called `method`, and hides the form's own. */
const methodOf = (form: HTMLFormElement | null): unknown =>
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

/** What a form submits for a result; null for nothing. */
function entriesOf(name: string | undefined, result: Outcome | undefined): FormData | null {
  const value = valueOf(result);
  if (!name || !value || !result) return null;
  const data = new FormData();
  data.append(name, value);
  data.append(`${name}-type`, result.type);
  if ('state' in result && result.state) data.append(`${name}-state`, result.state);
  if (result.type === 'login') {
    if (result.institution) data.append(`${name}-institution`, result.institution);
    for (const id of result.accountIds) data.append(`${name}-account-id`, id);
  }
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
  readonly #host: FormHost;
  readonly #internals: ElementInternals;
  #result: Outcome | undefined;
  #association = new AbortController();
  /** The method of the submission that is under way; a button can have one of its own. */
  #method: string | undefined;

  constructor(internals: ElementInternals, host: FormHost) {
    this.#host = host;
    this.#internals = internals;
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
    on(form, 'submit', event => this.#noteMethod(event), signal);
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
    const { name, required, language, anchor } = this.#host;
    this.#internals.setFormValue(entriesOf(name(), this.#result), null);
    if (required() && !this.value)
      this.#internals.setValidity({ valueMissing: true }, messagesIn(language()).required, anchor());
    else this.#internals.setValidity({});
  }

  /**
   * A form with method GET would put the result into the address bar, the history and the server's log.
   *
   * @throws FlinksLinkError `invalid-configuration`
   */
  refuseGet(): void {
    if (this.#host.name() && methodOf(this.#internals.form) === 'get')
      throw misconfigured(`The form around the element ${getForm}`);
  }

  #noteMethod({ submitter }: SubmitEvent): void {
    this.#method = (submitter as HTMLButtonElement | null)?.formMethod || undefined;
    // A submission builds its data in this task; one that is prevented never does.
    setTimeout(() => (this.#method = undefined));
  }

  /** The method may have become GET since the session started, or a button may have changed it. */
  #withhold(data: FormData): void {
    const name = this.#host.name();
    const method = this.#method ?? methodOf(this.#internals.form);
    if (method !== 'get' || !name || !this.value) return;
    for (const entry of new Set(data.keys())) {
      if (entry === name || entry.startsWith(`${name}-`)) data.delete(entry);
    }
    warn(`withheld its value: this submission ${getForm}`);
  }
}
