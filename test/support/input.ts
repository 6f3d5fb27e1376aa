import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';

/** A real click in the middle of an element. */
export async function click(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}

/** A real press of a key, such as `Enter`. */
export const press = (key: string): Promise<void> => sendKeys({ press: key });

/** Types a text, key by key. */
export const type = (text: string): Promise<void> => sendKeys({ type: text });

/** Gives the page the focus back that a window had taken. */
export const toFront = (): Promise<unknown> => executeServerCommand('front');
