import type { FlinksLinkSettings } from './settings.js';

/** Whose attempts to come back are this element's: its `id`, else its `name`. */
export const ownerOf = ({ id, name }: FlinksLinkSettings): string => id || name || '';

/** This element, and the others of its kind in the page. */
export const elementsWith = (settings: FlinksLinkSettings): Set<FlinksLinkSettings> =>
  new Set([settings, ...document.querySelectorAll<FlinksLinkSettings>(settings.localName)]);

/** Whether no other element of the page would take the answer to this one's attempt. */
export const isOnlyOwner = (settings: FlinksLinkSettings): boolean =>
  [...elementsWith(settings)].filter(each => ownerOf(each) === ownerOf(settings)).length < 2;
