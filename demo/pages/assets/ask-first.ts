import { create, createButton } from './dom.js';

/**
 * Asks, in the place of the buttons, before something is done that cannot be undone.
 *
 * @param place - holds the buttons, the one that was pressed among them
 * @param id - of that one: the focus goes back to it
 */
export function askFirst(
  place: HTMLElement,
  id: string,
  words: { question: string; confirm: string; keep: string },
  act: () => void,
) {
  const before = [...place.children];
  const close = () => {
    place.replaceChildren(...before);
    place.querySelector<HTMLElement>(`#${id}`)?.focus();
  };
  const question = create('p', { id: `${id}-question` }, words.question);
  const confirm = createButton(words.confirm, `${id}-confirm`, () => {
    close();
    act();
  });
  confirm.classList.add('danger');
  confirm.setAttribute('aria-describedby', question.id);
  const keep = createButton(words.keep, `${id}-keep`, close);
  place.replaceChildren(question, confirm, keep);
  keep.focus();
}
