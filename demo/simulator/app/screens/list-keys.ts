/**
 * Moves the focus within a list of buttons: arrows, Home and End, and the first letter of a name.
 *
 * @param plain - how names are compared
 */
export function moveInList(event: KeyboardEvent, list: HTMLElement, plain: (text: string) => string) {
  const { key, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) return;
  const buttons = [...list.querySelectorAll('button')];
  const at = buttons.findIndex(button => button === event.target);
  if (at < 0) return;
  const starts = (button: HTMLButtonElement) => plain(button.dataset.name ?? '').startsWith(plain(key));
  const letter = () => [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)].find(starts);
  const named: Record<string, HTMLButtonElement | undefined> = {
    ArrowDown: buttons[at + 1],
    ArrowUp: buttons[at - 1],
    Home: buttons[0],
    End: buttons.at(-1),
  };
  const next = Object.hasOwn(named, key) ? named[key] : /^[\p{L}\p{N}]$/u.test(key) ? letter() : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
