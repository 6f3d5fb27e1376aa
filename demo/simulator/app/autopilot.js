/**
 * Walks the flow without a person, by the same actions and the same messages, for tests that are not about screens.
 *
 * @typedef {import('./flow.js').Flow} Flow
 * @typedef {'' | 'close' | 'deny' | 'max-retry' | 'wrong-password'} Plan
 */

/** @param {Record<string, string>} simulation @returns {string | null} the plan, or nobody at the wheel */
export function planIn(simulation) {
  if ('deny' in simulation) return 'deny';
  return simulation['auto'] ?? null;
}

/**
 * Takes the one step that the shown screen asks for.
 *
 * @param {string} plan
 * @param {Flow} flow
 * @param {string} screen
 */
export function takeStep(plan, flow, screen) {
  const { data } = flow.surroundings;
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

/** @param {string} plan @param {Flow} flow */
function signIn(plan, flow) {
  const wrong = plan === 'max-retry' || plan === 'wrong-password';
  const stays = plan === 'wrong-password' && document.querySelector('[aria-invalid]') !== null;
  if (!stays) void flow.submitCredentials('greatday_nomfa', wrong ? 'Wrong' : 'Everyday');
}

/** Only the first time: a wrong answer is not tried again for ever. @param {Flow} flow */
function answer(flow) {
  if (document.querySelector('#form-error')) return;
  const known = ['Montreal', 'Canada', 'Triangle'];
  const answers = flow.challenges.map(({ Prompt }, index) => [Prompt, known[index] ?? '']);
  void flow.submitAnswers(Object.fromEntries(answers));
}

/** @param {Flow} flow */
function chooseFirst(flow) {
  const inputs = [...document.querySelectorAll('input[name=account]')];
  const wanted =
    flow.parameters['accountSelectorMultiple'] === 'true' ? inputs.slice(0, 2) : inputs.slice(0, 1);
  flow.selectAccounts(wanted.map(input => input.getAttribute('value') ?? ''));
}

/** @param {string} selector */
function press(selector) {
  const button = document.querySelector(selector);
  if (button instanceof HTMLElement && !document.querySelector('#form-error')) button.click();
}
