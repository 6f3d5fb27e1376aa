import type { Language } from '../types.js';
import { en } from './en.js';
import { fr } from './fr.js';
import type { Messages } from './messages.js';

const dictionaries: Readonly<Record<Language, Messages>> = { en, fr };

/** The language that a tag such as `fr-CA` asks for, if it is one of ours (BCP 47: the first part names it). */
const spoken = (tag: string | null | undefined): Language | undefined => {
  const language = tag?.toLowerCase().split('-')[0];
  return language === 'en' || language === 'fr' ? language : undefined;
};

/** The `lang` that applies to an element: its own or the nearest around it, shadow hosts included. */
function inheritedLang(element: Element): string | undefined {
  for (let at: Element | null = element; at;) {
    const holder: Element | null = at.closest('[lang]');
    if (holder) return holder.getAttribute('lang') ?? undefined;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

/** The language for an element: what was asked for, else that of the page around it, else English. */
export const languageOf = (element: Element, asked?: string | null): Language =>
  spoken(asked) ?? spoken(inheritedLang(element)) ?? 'en';

/** Whether a tag asks for a language of ours. */
export const isLanguage = (tag: string): boolean => spoken(tag) !== undefined;

export const messagesIn = (language: Language): Messages => dictionaries[language];
