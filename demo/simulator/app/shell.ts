import type { ConnectData } from '../connect/page.js';
import { element, quietButton } from './element.js';
import type { Screen } from './flow.js';
import { inspector } from './inspector.js';
import type { Messages } from './language/en.js';

/** The frame around every screen: the label that says what this is, the header, the status line and the inspector. */
export function createShell(data: ConnectData, messages: Messages, { onClose }: { onClose: () => void }) {
  const { closeEnable, headerEnable } = data.parameters;
  const back = quietButton('back', messages.back, { class: 'icon back', 'aria-label': messages.back });
  const close = quietButton('close', '', {
    class: 'icon close',
    'aria-label': messages.close,
    onclick: onClose,
  });
  const brand = element('p', { class: 'brand' }, messages.brand);
  const title = element('h1', { id: 'screen-title', tabindex: '-1' });
  const content = element('div', { class: 'content' });
  const status = element('p', { id: 'status', role: 'status' });
  const main = element('main', { id: 'screen' }, title, content, status);
  const header = element('header', { class: 'bar' }, back);
  if (headerEnable !== 'false') header.append(brand);
  if (closeEnable === 'true') header.append(close);
  const badge = element('aside', { class: 'badge' }, messages.badge);
  const card = element('div', { class: 'card' }, header, main);
  document.body.append(badge, card, element('footer', {}, inspector(data, messages)));
  let goBack: (() => void) | undefined;
  back.addEventListener('click', () => goBack?.());
  let isFirst = data.view !== 'result';

  return {
    show(screen: Screen) {
      goBack = screen.back;
      back.hidden = !screen.back;
      main.dataset.screen = screen.name;
      main.setAttribute('aria-busy', 'false');
      title.textContent = screen.title;
      document.title = `${screen.title} – ${messages.badge}`;
      content.replaceChildren(...screen.body);
      // The first screen must not pull the focus out of the page that embeds this one.
      const wrong: HTMLElement | null = content.querySelector('input[aria-invalid]');
      if (!isFirst && document.hasFocus()) (wrong ?? title).focus();
      isFirst = false;
    },
    /** @param text - empty when the wait is over */
    busy(text: string) {
      status.textContent = text;
      main.setAttribute('aria-busy', String(text !== ''));
      for (const button of content.querySelectorAll('button')) button.disabled = text !== '';
    },
  };
}
