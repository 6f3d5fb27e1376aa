import { element, field, primaryButton } from '../element.js';
import type { Flow, Screen } from '../flow.js';

/**
 * The security questions, all on one form. The bank does not say which answer is wrong, so every field points at the error.
 */
export function questions(flow: Flow, error?: string): Screen {
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
      onsubmit: (event: Event) => {
        event.preventDefault();
        const given = new FormData(form);
        const answers = challenges.map(({ Prompt }, index): [string, string] => [
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
