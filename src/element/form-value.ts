import { on } from '../browser/on.js';
import { warn } from '../browser/warn.js';
import { misconfigured } from '../errors.js';
import { messagesIn } from '../i18n/localize.js';
import type { Outcome } from '../types.js';
import { FlinksLinkSettings } from './settings.js';

const getForm = 'has method GET, which shows the result in the address bar. Set method="post", or no name.';

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

/** The element as a form control: what it submits, and whether the form may be sent. */
export abstract class FlinksLinkControl extends FlinksLinkSettings {
  static readonly formAssociated = true;

  protected readonly internals = this.attachInternals();
  /** The fieldset around it is disabled, or the element itself. */
  protected formDisabled = false;
  #result: Outcome | undefined;
  #association = new AbortController();
  /** The method of the submission that is under way; a button can have one of its own. */
  #method: string | undefined;

  /** The last outcome. A success is kept until the next one or `reset()`. */
  get result(): Outcome | undefined {
    return this.#result;
  }

  /** What a form submits: the loginId, the code, or the state of `linked`; empty before a success. */
  get value(): string {
    return valueOf(this.#result);
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Whether the form may be sent, and what is missing: `valueMissing` where it is required. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** What the browser tells the user who sends the form too early, in the element's language. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the form checks the element at all. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /**
   * Checks as a form does before it is sent, and fires `invalid` where something is missing.
   *
   * @returns whether the form may be sent
   */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /**
   * As `checkValidity()`, and tells the user.
   *
   * @returns whether the form may be sent
   */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Hears what is submitted, for {@linkcode FlinksLinkControl.#withhold}. */
  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#association.abort();
    const { signal } = (this.#association = new AbortController());
    if (!form) return;
    on(form, 'submit', event => this.#noteMethod(event), signal);
    on(form, 'formdata', event => this.#withhold(event.formData), signal);
  }

  /** Back to idle: session and result are forgotten, nothing is emitted. */
  abstract reset(): void;

  /** Where the browser points when the form cannot be sent, and where `focus()` goes. */
  protected abstract get anchor(): HTMLElement | undefined;

  /**
   * Focuses the trigger, or the panel where there is none.
   *
   * @param options - as for every element
   */
  override focus(options?: FocusOptions): void {
    this.anchor?.focus(options);
  }

  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.reset();
  }

  /** A cancel does not take away what was linked before it. */
  protected keepResult(outcome: Outcome): void {
    if (outcome.type === 'cancel' && this.value) return;
    this.#result = outcome;
    this.updateForm();
  }

  protected forgetResult(): void {
    this.#result = undefined;
    this.updateForm();
  }

  /** Brings the form up to date. The browser keeps no copy for a later visit: that is what the null says. */
  protected updateForm(): void {
    this.internals.setFormValue(entriesOf(this.name, this.#result), null);
    if (this.required && !this.value) {
      this.internals.setValidity(
        { valueMissing: true },
        messagesIn(this.currentLanguage).required,
        this.anchor,
      );
    } else {
      this.internals.setValidity({});
    }
  }

  /**
   * A form with method GET would put the result into the address bar, the history and the server's log.
   *
   * @throws FlinksLinkError `invalid-configuration`
   */
  protected refuseGetForm(): void {
    if (this.name && methodOf(this.form) === 'get')
      throw misconfigured(`The form around the element ${getForm}`);
  }

  #noteMethod({ submitter }: SubmitEvent): void {
    this.#method = (submitter as HTMLButtonElement | null)?.formMethod || undefined;
    // A submission builds its data in this task; one that is prevented never does.
    setTimeout(() => (this.#method = undefined));
  }

  /** The method may have become GET since the session started, or a button may have changed it. */
  #withhold(data: FormData): void {
    const method = this.#method ?? methodOf(this.form);
    if (method !== 'get' || !this.name || !this.value) return;
    for (const entry of new Set(data.keys())) {
      if (entry === this.name || entry.startsWith(`${this.name}-`)) data.delete(entry);
    }
    warn(`withholds its value (invalid-configuration). The submission ${getForm}`);
  }
}
