import type { Rule } from './rule.ts';

const form = { file: 'src/element/form-value.ts', suite: 'test/element/form.test.ts' } as const;

/** What a form gets of a result. */
export const formRules: readonly Rule[] = [
  {
    rule: 'The browser keeps no result for form restore.',
    ...form,
    from: 'internals.setFormValue?.(this.#entries, null);',
    to: 'internals.setFormValue?.(this.#entries, this.value);',
  },
  {
    rule: 'A GET form gets no result into its URL.',
    ...form,
    from: "if ((formMethod || methodOf(this.internals.form)) !== 'get') return;",
    to: 'return;',
  },
  {
    rule: 'A button that changes the method to GET gets no result into the URL.',
    ...form,
    from: "if ((formMethod || methodOf(this.internals.form)) !== 'get') return;",
    to: "if (methodOf(this.internals.form) !== 'get') return;",
  },
  {
    rule: 'The method of a form is its own, though a field has the name.',
    ...form,
    from: "form && Reflect.get(HTMLFormElement.prototype, 'method', form)",
    to: 'form?.method',
  },
  {
    rule: 'What is withheld is what the form has of the element, and nothing else.',
    ...form,
    from: 'for (const entry of this.#entries.keys()) data.delete(entry);',
    to: 'for (const entry of [...data.keys()]) data.delete(entry);',
  },
  {
    rule: 'A submission is over a task later.',
    ...form,
    from: 'setTimeout(() => (this.#submit = undefined));',
    to: '',
  },
  {
    rule: 'A cancel does not take away what was linked before.',
    file: 'src/element/form-value.ts',
    from: "if (outcome.type === 'cancel' && this.value) return;",
    to: '',
    suite: 'test/element/endings.test.ts',
  },
];
