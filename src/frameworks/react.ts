// The tag in JSX of React 19, which sets properties and hears `onflinks-login` where the browser renders it. React 18, and
// pages that a server has rendered, need the component: hydration attaches nothing to a tag that it does not know.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { FlinksLink } from '../element.js';
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
