import { acceptCode, acceptLogin, fetchAuthorizeUrl, fetchToken } from './backend.js';

const connect = document.querySelector('#connect');
const openBanking = document.querySelector('#open-banking');
const say = (id, text) => (document.querySelector(id).textContent = text);

connect.addEventListener('flinks-login', async ({ detail }) => {
  await acceptLogin(detail);
  say('#connected', `Linked ${detail.institution}.`);
});
openBanking.addEventListener('flinks-code', async ({ detail }) => {
  await acceptCode(detail);
  say('#consented', 'The bank has consented.');
});

/** Sets everything anew, as a page does that renders by itself. */
function render(count) {
  connect.params = { accountSelectorEnable: true };
  connect.authorizeToken = context => fetchToken(context);
  openBanking.authorizeUrl = context => fetchAuthorizeUrl(context);
  for (const element of [connect, openBanking]) element.dataset.renders = count;
  say('#renders', count);
}

let renders = 0;
document.querySelector('#render').addEventListener('click', () => render((renders += 1)));
render(renders);
