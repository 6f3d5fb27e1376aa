import type { Rule } from './rule.ts';

const read = { file: 'src/protocol/return-url.ts', suite: 'test/protocol/return-url.node.ts' } as const;
const transaction = {
  file: 'src/protocol/transaction.ts',
  suite: 'test/protocol/transaction.node.ts',
} as const;

/** What is read of a response's URL, and the transaction that it must match. */
export const responseRules: readonly Rule[] = [
  {
    rule: 'The state of a response must be the one of the transaction.',
    ...read,
    from: 'if (!isState(state) || found !== state || responseState(url) !== state) {',
    to: 'if (!isState(state) || !found) {',
  },
  {
    rule: 'A response of Connect has its state in flinks_state, any other in state.',
    ...read,
    from: 'found !== state || responseState(url) !== state',
    to: 'responseState(url) !== state',
  },
  {
    rule: 'A response with a flinks_state is none of another flow.',
    ...read,
    from: ' || responseState(url) !== state',
    to: '',
  },
  {
    rule: 'The state is compared before the age.',
    ...read,
    from: "const found = stateOf(url, flow === 'connect' ? connectState : 'state');",
    to: "if (isExpired(transaction, now)) throw new FlinksLinkError('attempt-expired', '');\n  const found = stateOf(url, flow === 'connect' ? connectState : 'state');",
  },
  {
    rule: 'A response after more than 30 minutes is refused.',
    ...read,
    from: 'if (isExpired(transaction, now)) {',
    to: 'if (false) {',
  },
  {
    rule: 'The state is compared before anything else of the response is read.',
    ...read,
    from: '  checkTransaction(url, transaction, now);\n\n  const isOwn',
    to: '  readResponse(url.search.slice(1));\n  checkTransaction(url, transaction, now);\n\n  const isOwn',
  },
  {
    rule: 'A state that stands twice is none.',
    ...read,
    from: 'return !more.length && isState(state) ? state : undefined;',
    to: 'return more && isState(state) ? state : undefined;',
  },
  {
    rule: 'A state has 1 to 1,024 printable characters.',
    ...read,
    from: 'return !more.length && isState(state) ? state : undefined;',
    to: 'return !more.length ? state : undefined;',
  },
  {
    rule: 'A parameter of the response stands once.',
    ...read,
    from: 'if (more.length) throw invalid(` has more than one ${name}`);',
    to: '',
  },
  {
    rule: 'A parameter of the response has the characters and length that it may.',
    ...read,
    from: "if (value && max && !isVschar(value, max)) throw invalid(`'s ${name} is malformed`);",
    to: '',
  },
  {
    rule: 'A response has exactly one of code, loginId, error and status.',
    ...read,
    from: '.filter(Boolean).length !== 1',
    to: '.filter(Boolean).length < 1',
  },
  {
    rule: 'A loginId is an id.',
    ...read,
    from: 'if (loginId && !id(loginId)) throw invalid("\'s loginId is malformed");',
    to: '',
  },
  {
    rule: 'A code is for Outbound only, and a loginId for the other flows.',
    ...read,
    from: '(code && !redirected) || (loginId && redirected)',
    to: 'false',
  },
  {
    rule: 'No status but linked is known.',
    ...read,
    from: "if (status !== 'linked' || flow === 'connect')",
    to: "if (flow === 'connect')",
  },
  {
    rule: 'Where issuer is set, iss must equal it.',
    ...read,
    from: 'if (redirected && issuer && iss !== issuer)',
    to: 'if (false)',
  },
  {
    rule: 'Where issuer is set, a response without iss is refused.',
    ...read,
    from: 'issuer && iss !== issuer',
    to: 'issuer && iss && iss !== issuer',
  },
  {
    rule: 'The iss of an error is compared as well.',
    ...read,
    from: 'if (redirected && issuer && iss !== issuer) throw invalid("\'s iss does not match issuer");\n  if (error)',
    to: 'if (redirected && issuer && !error && iss !== issuer) throw invalid("\'s iss does not match issuer");\n  if (error)',
  },
  {
    rule: 'Parameters of the redirect URI itself are not read as a response.',
    ...read,
    from: 'filterQuery(url.search.slice(1), (name, value) => !isOwn(name, value))',
    to: 'filterQuery(url.search.slice(1), (name, value) => !isOwn(name, value) || true)',
  },
  {
    rule: 'The state is in no error, though the response repeats it.',
    ...read,
    from: ".replaceAll(state, '*')",
    to: '',
  },
  {
    rule: 'An error’s name is quoted in the characters of RFC 6749 only.',
    ...read,
    from: '/^[ !#-[\\]-~]+$/.test(error)',
    to: 'error',
  },
  {
    rule: 'A description is cut after 512 characters.',
    ...read,
    from: '.slice(0, 512)',
    to: '',
  },
  {
    rule: 'A response in the fragment is taken off the address as well.',
    ...read,
    from: 'if (holdsResponse(new URLSearchParams(`?${hash}`)))\n    clean.hash =',
    to: 'if (false) clean.hash =',
  },
  {
    rule: 'A transaction expires after 30 minutes.',
    ...transaction,
    from: 'age <= transactionLifetime && ',
    to: 'age === age && ',
  },
  {
    rule: 'A transaction from more than 24 hours in the future has expired.',
    ...transaction,
    from: ' && age >= -maxSkew',
    to: '',
  },
  {
    rule: 'A transaction without a time has expired.',
    ...transaction,
    from: 'return !(age <= transactionLifetime && age >= -maxSkew);',
    to: 'return age > transactionLifetime || age < -maxSkew;',
  },
  {
    rule: 'Every field of a stored transaction is checked.',
    ...transaction,
    from: 'if (!check(value)) throw name;',
    to: '',
  },
  {
    rule: 'A page is the same only at the same host.',
    ...transaction,
    from: ' && other.host === url.host',
    to: '',
  },
  {
    rule: 'A page is the same only with the same scheme.',
    ...transaction,
    from: 'other?.protocol === url.protocol && other.host',
    to: 'other?.host',
  },
  {
    rule: 'A page is the same only at the same path.',
    ...transaction,
    from: ' && other.pathname === url.pathname',
    to: '',
  },
];
