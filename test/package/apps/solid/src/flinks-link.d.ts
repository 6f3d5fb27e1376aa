import type { FlinksLink, FlinksLinkEventMap } from 'flinks-link';
import type { JSX } from 'solid-js';

type Settings = Pick<
  FlinksLink,
  'flow' | 'display' | 'instance' | 'demo' | 'params' | 'authorizeToken' | 'authorizeUrl'
>;
type Handlers = {
  [Type in keyof FlinksLinkEventMap as `on:${Type}`]?: (event: FlinksLinkEventMap[Type]) => void;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': JSX.HTMLAttributes<FlinksLink> & Partial<Settings> & Handlers;
    }
  }
}
