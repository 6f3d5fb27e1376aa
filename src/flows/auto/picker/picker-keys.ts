/** How far PageUp and PageDown go. */
const page = 10;

/** Where the user is. */
export interface Place {
  /** Position of the option that Enter chooses, -1 for none. */
  readonly at: number;
  /** Position of the last option. */
  readonly last: number;
  /** Whether it is an option that they have moved to, rather than what fits best what they type. */
  readonly inList: boolean;
}

/**
 * Where a key leads in an editable combobox with a listbox (WAI-ARIA APG, Combobox Pattern).
 *
 * @returns a position, or the field; `undefined` for what is the browser's: Home and End move the caret in the field
 */
export function whereTo(key: string, { at, last, inList }: Place): number | 'field' | undefined {
  switch (key) {
    case 'ArrowDown':
      return at < last ? at + 1 : 'field';
    case 'ArrowUp':
      if (!inList) return last;
      return at > 0 ? at - 1 : 'field';
    case 'PageDown':
      return Math.min(at + page, last);
    case 'PageUp':
      return Math.max(at - page, 0);
    case 'Home':
      return inList ? 0 : undefined;
    case 'End':
      return inList ? last : undefined;
    default:
      return undefined;
  }
}

/**
 * Keeps a key that types or edits from shortcuts of the page, which see the element in the place of the field. Keys that
 * leave the field, and shortcuts with Ctrl or the Command key, still reach the page.
 */
export function keepTyping(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  // AltGr, which types, is Ctrl and Alt on Windows.
  const isShortcut = metaKey || (ctrlKey && !altKey);
  if (!isShortcut && !/^(?:Tab|Escape|F\d+)$/.test(key)) event.stopPropagation();
}
