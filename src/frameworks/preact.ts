// The tag in JSX of Preact, which sets properties and hears `onflinks-login`.
import type { HTMLAttributes } from 'preact';
import type { FlinksLink } from '../element.js';
import type { Attributes, Handlers, Properties, Without } from './markup.js';

type Own = Properties & Without<Attributes, Properties> & Handlers<'on'>;
type Markup = Without<HTMLAttributes<FlinksLink>, Own> & Own;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': Markup;
    }
  }
}
