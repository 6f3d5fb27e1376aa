// The tag in JSX of React 19, which sets properties and hears `onflinks-login`. React 18 needs the component.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { FlinksLink } from '../flinks-link.js';
import type { Attributes, Handlers, Properties, Without } from './markup.js';

type Own = Properties & Without<Attributes, Properties> & Handlers<'on'>;
type Markup = Without<DetailedHTMLProps<HTMLAttributes<FlinksLink>, FlinksLink>, Own> & Own;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': Markup;
    }
  }
}
