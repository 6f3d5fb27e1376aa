import type { FlinksLink, FlinksLinkEventMap } from 'flinks-link';
import type { JSX } from 'solid-js';

type Settings = Pick<
  FlinksLink,
  'flow' | 'display' | 'instance' | 'demo' | 'params' | 'authorizeToken' | 'authorizeUrl'
>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'flinks-link': JSX.HTMLAttributes<FlinksLink> & {
        [Name in keyof Settings as `prop:${Name}`]?: Settings[Name];
      } & {
        [Type in keyof FlinksLinkEventMap as `on:${Type}`]?: (event: FlinksLinkEventMap[Type]) => void;
      };
    }
    interface ExplicitAttributes {
      'data-renders': number;
    }
  }
}
