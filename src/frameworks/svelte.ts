// The tag in templates of Svelte 5, which sets properties and hears `onflinks-login`.
import type { HTMLAttributes } from 'svelte/elements';
import type { FlinksLink } from '../element.js';
import type { Attributes, Handlers, Properties, Without } from './markup.js';

type Own = Properties & Without<Attributes, Properties> & Handlers<'on'>;
type Markup = Without<HTMLAttributes<FlinksLink>, Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'flinks-link': Markup;
  }
}
