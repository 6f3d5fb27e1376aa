import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';
import { waitUntil } from './wait-until.js';

/** A real click in the middle of an element. */
export async function click(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}

/** A real click in the middle of an element of a page that is in a frame of this one. */
export async function clickIn(frame: HTMLIFrameElement, element: Element): Promise<void> {
  frame.scrollIntoView({ block: 'center' });
  const around = frame.getBoundingClientRect();
  const { left, top, width, height } = element.getBoundingClientRect();
  const x = around.left + frame.clientLeft + left + width / 2;
  const y = around.top + frame.clientTop + top + height / 2;
  await sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] });
}

/** A real press of a key, such as `Enter`. */
export const press = (key: string): Promise<void> => sendKeys({ press: key });

/** Fulfilled when the page hears keys: a frame in a process of its own may have them longer than it has the focus. */
export async function keyboardHere(page: Window = window): Promise<void> {
  let isHere = false;
  const hear = () => (isHere = true);
  page.addEventListener('keydown', hear, { capture: true, once: true });
  await waitUntil(async () => {
    if (!isHere) await press('Shift');
    return isHere;
  }, 'the page hears no key');
}

/** Types a text, key by key. */
export const type = (text: string): Promise<void> => sendKeys({ type: text });

/** Gives the page the focus back that a window had taken. */
export const toFront = (): Promise<unknown> => executeServerCommand('front');
