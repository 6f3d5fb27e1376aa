import { ownDocument } from '../browser/own-document.js';
import type { FlinksLinkSettings } from './settings.js';

/** Whose attempts to come back are this element's: its `id`, else its `name`. */
export const ownerOf = ({ id, name }: FlinksLinkSettings): string => id || name || '';

/** This element, and the others of its kind in the page. */
export const elementsWith = (settings: FlinksLinkSettings): Set<FlinksLinkSettings> =>
  new Set([settings, ...ownDocument('querySelectorAll')<FlinksLinkSettings>(settings.localName)]);

/** All elements under a root, those in open shadow roots with them. */
function* everyElement(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

/** Whether no other element of the page would take the answer to this one's attempt. */
export function isOnlyOwner(settings: FlinksLinkSettings): boolean {
  for (const element of everyElement(document))
    if (
      element !== settings &&
      element.localName === settings.localName &&
      ownerOf(element as FlinksLinkSettings) === ownerOf(settings)
    )
      return false;
  return true;
}
