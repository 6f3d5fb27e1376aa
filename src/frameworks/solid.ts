// The tag in JSX of Solid, where `prop:` sets properties, `attr:` attributes, and `on:` hears events.
import type { JSX } from 'solid-js';
import type { FlinksLink } from '../flinks-link.js';
import type { Attributes, Handlers, Prefixed, Properties, Without } from './markup.js';

type Own = Attributes & Prefixed<'prop:', Properties> & Prefixed<'attr:', Attributes> & Handlers<'on:'>;
type Markup = Without<JSX.HTMLAttributes<FlinksLink>, Own> & Own;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': Markup;
    }
  }
}
