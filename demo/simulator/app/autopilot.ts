import type { Flow } from './flow.js';

// Walks the flow without a user, by the same actions and the same messages, for tests that are not about screens.

/**
 * How to walk: `close`, `deny`, `max-retry`, `wrong-password`, or an empty text for the whole way.
 *
 * @returns null where a user walks
 */
export function planIn(simulation: Record<string, string>): string | null {
  if ('deny' in simulation) return 'deny';
  return simulation.auto ?? null;
}

/** Takes the one step that the shown screen asks for. */
export function takeStep(plan: string, flow: Flow, screen: string) {
  const { data } = flow.context;
  if (plan === 'close' && screen !== 'result') flow.close();
  else if (screen === 'consent') {
    if (plan === 'deny') flow.denyConsent();
    else flow.acceptConsent();
  } else if (screen === 'institutions') {
    const capital = data.institutions.find(each => each.name === 'FlinksCapital' && flow.isListed(each));
    if (capital) flow.selectInstitution(capital);
  } else if (screen === 'credentials') signIn(plan, flow);
  else if (screen === 'questions') answer(flow);
  else if (screen === 'provider') press('#provider-continue');
  else if (screen === 'accounts') chooseFirst(flow);
}

function signIn(plan: string, flow: Flow) {
  const wrong = plan === 'max-retry' || plan === 'wrong-password';
  const stays = plan === 'wrong-password' && document.querySelector('[aria-invalid]') !== null;
  if (!stays) void flow.submitCredentials('greatday_nomfa', wrong ? 'Wrong' : 'Everyday');
}

/** Only the first time: a wrong answer is not tried again for ever. */
function answer(flow: Flow) {
  if (document.querySelector('#form-error')) return;
  const known = ['Montreal', 'Canada', 'Triangle'];
  const answers = flow.challenges.map(({ Prompt }, index): [string, string] => [Prompt, known[index] ?? '']);
  void flow.submitAnswers(Object.fromEntries(answers));
}

function chooseFirst(flow: Flow) {
  const inputs = [...document.querySelectorAll('input[name=account]')];
  const wanted = flow.parameters.accountSelectorMultiple === 'true' ? inputs.slice(0, 2) : inputs.slice(0, 1);
  flow.selectAccounts(wanted.map(input => input.getAttribute('value') ?? ''));
}

function press(selector: string) {
  const button = document.querySelector(selector);
  if (button instanceof HTMLElement && !document.querySelector('#form-error')) button.click();
}
