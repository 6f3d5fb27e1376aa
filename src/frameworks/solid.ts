// The tag in JSX of Solid, where `prop:` sets properties, `attr:` and `bool:` attributes, and `on:` hears events.
import type { JSX } from 'solid-js';
import type { FlinksLink } from '../element.js';
import type { Attributes, Handlers, Prefixed, Properties, Without } from './markup.js';

/** `attr:` would write `false` as text, and an attribute that is present means true. */
type Written<T> = { [K in keyof T]: true extends T[K] ? Exclude<T[K], boolean> | true | '' : T[K] };
type Switches<T> = Pick<T, { [K in keyof T]-?: true extends T[K] ? K : never }[keyof T]>;
type Own = Attributes &
  Prefixed<'prop:', Properties> &
  Prefixed<'attr:', Written<Attributes>> &
  Prefixed<'bool:', Switches<Attributes>> &
  Handlers<'on:'>;
type Markup = Without<JSX.HTMLAttributes<FlinksLink>, Own> & Own;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': Markup;
    }
  }
}
