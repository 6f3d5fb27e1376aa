/* A host's page: what its elements need beside their attributes is in data-* attributes. */
import type { AuthorizeUrlFunction, FlinksLink } from '../../../src/element.js';
import type { Outcome } from '../../../src/types.js';
import type {} from './journal.js';

/** What the host's backend answers under a name. */
async function post(path: string, name: string): Promise<string> {
  const response = await fetch(path, { method: 'POST' });
  const { [name]: value }: Record<string, unknown> = await response.json();
  if (typeof value !== 'string') throw new TypeError(`${path} has answered no ${name}`);
  return value;
}

/** A link made by the host's backend, which keeps its state. */
const askBackend =
  ({ dataset }: FlinksLink): AuthorizeUrlFunction =>
  ({ reason, flow }) => {
    const query = new URLSearchParams(dataset.ask);
    for (const [name, value] of Object.entries({ reason, flow })) query.set(name, value);
    return post(`/api/authorize?${query}`, 'url');
  };

const told = (promise: Promise<Outcome>) =>
  promise.then(
    outcome => window.tell('outcome', { detail: outcome }),
    (error: { code?: unknown }) => window.tell('rejected', { code: error.code }),
  );

const askForToken = () => post('/api/token', 'token');

function setUp(element: FlinksLink) {
  if (element.dataset.token !== undefined) element.authorizeToken = askForToken;
  if (element.dataset.ask !== undefined) element.authorizeUrl = askBackend(element);
  // A window must not profit from a click; for the whole page none is needed.
  const wait = element.target === 'page' ? (act: () => unknown) => act() : window.withoutClick;
  if (element.dataset.open !== undefined) wait(() => told(element.open()));
}

for (const element of document.querySelectorAll('flinks-link')) setUp(element);
for (const template of document.querySelectorAll<HTMLTemplateElement>('template[data-after]')) {
  setTimeout(() => {
    template.replaceWith(template.content);
    for (const element of document.querySelectorAll('flinks-link')) setUp(element);
  }, Number(template.dataset.after));
}
const settle = () => setTimeout(() => setTimeout(() => window.tell('settled', {})));
if (document.readyState === 'complete') settle();
else addEventListener('load', settle);
