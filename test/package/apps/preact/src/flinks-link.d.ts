import type { FlinksLink, FlinksLinkEventMap } from 'flinks-link';
import type { HTMLAttributes } from 'preact';

type Settings = Pick<
  FlinksLink,
  'flow' | 'display' | 'instance' | 'demo' | 'params' | 'authorizeToken' | 'authorizeUrl'
>;
type Handlers = {
  [Type in keyof FlinksLinkEventMap as `on${Type}`]?: (event: FlinksLinkEventMap[Type]) => void;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': HTMLAttributes<FlinksLink> & Partial<Settings> & Handlers;
    }
  }
}
