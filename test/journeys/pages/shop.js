/* A host's page: what its elements need beside their attributes is in data-* attributes. */
import '/flinks-link.js';

/** A link made by the host's backend, which keeps its state. */
const askBackend =
  element =>
  async ({ reason, flow }) => {
    const query = new URLSearchParams(element.dataset.ask);
    for (const [name, value] of Object.entries({ reason, flow })) query.set(name, value);
    const response = await fetch(`/api/authorize?${query}`, { method: 'POST' });
    return (await response.json()).url;
  };

const told = promise =>
  promise.then(
    outcome => window.tell('outcome', { detail: outcome }),
    error => window.tell('rejected', { code: error.code }),
  );

const askForToken = async () => (await (await fetch('/api/token', { method: 'POST' })).json()).token;

function setUp(element) {
  if (element.dataset.token !== undefined) element.authorizeToken = askForToken;
  if (element.dataset.ask !== undefined) element.authorizeUrl = askBackend(element);
  // A window must not profit from a click; for the whole page none is needed.
  const wait = element.target === 'page' ? act => act() : window.withoutClick;
  if (element.dataset.open !== undefined) wait(() => told(element.open()));
}

for (const element of document.querySelectorAll('flinks-link')) setUp(element);
for (const template of document.querySelectorAll('template[data-after]')) {
  setTimeout(() => {
    template.replaceWith(template.content);
    for (const element of document.querySelectorAll('flinks-link')) setUp(element);
  }, Number(template.dataset.after));
}
const settle = () => setTimeout(() => setTimeout(() => window.tell('settled')));
if (document.readyState === 'complete') settle();
else addEventListener('load', settle);
