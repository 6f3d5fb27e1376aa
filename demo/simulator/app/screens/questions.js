import { element, field, primaryButton } from '../element.js';

/**
 * The security questions, all on one form. The bank does not say which answer is wrong, so every field points at the error.
 *
 * @param {import('../flow.js').Flow} flow
 * @param {string} [error]
 * @returns {import('../flow.js').Screen}
 */
export function questions(flow, error) {
  const { messages, challenges } = flow;
  const fields = challenges.map(({ Prompt }, index) =>
    field({
      id: `mfa-answer-${index}`,
      label: Prompt,
      autocomplete: 'off',
      ...(error ? { 'aria-invalid': 'true', 'aria-describedby': 'form-error' } : {}),
    }),
  );
  const form = element(
    'form',
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const given = new FormData(form);
        const answers = challenges.map(({ Prompt }, index) => [
          Prompt,
          String(given.get(`mfa-answer-${index}`)),
        ]);
        void flow.submitAnswers(Object.fromEntries(answers));
      },
    },
    error ? element('p', { id: 'form-error', class: 'form-error' }, error) : null,
    ...fields,
    element(
      'div',
      { class: 'actions' },
      primaryButton('mfa-submit', messages.submitAnswers, { type: 'submit' }),
    ),
  );
  return {
    name: 'questions',
    title: messages.questionsTitle,
    body: [
      element('p', { class: 'lead' }, messages.questionsLead),
      element('p', { class: 'hint' }, messages.questionsHint),
      form,
    ],
  };
}
