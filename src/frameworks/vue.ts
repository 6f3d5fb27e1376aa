// The tag in templates of Vue 3, which sets properties by `:authorizeToken.prop` and hears `@flinks-login`.
import type { HTMLAttributes, PublicProps } from 'vue';
import type { FlinksLink } from '../element.js';
import type { FlinksLinkEventMap } from '../element/events.js';
import type { Attributes, Properties, Without } from './markup.js';

/** `flinks-login` as Vue names its handler: `onFlinksLogin`. */
type Handler<S extends string> = S extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Handler<Rest>}`
  : Capitalize<S>;
type Handlers = {
  [K in keyof FlinksLinkEventMap as `on${Handler<K>}`]?: ((event: FlinksLinkEventMap[K]) => void) | undefined;
};
type Own = Properties & Without<Attributes, Properties> & Handlers;

declare module 'vue' {
  interface GlobalComponents {
    'flinks-link': new () => FlinksLink & {
      /** What a template may say on the tag. */
      $props: Own & Without<HTMLAttributes, Own> & PublicProps;
    };
  }
}
