import type { LitElement } from 'lit';
import type { FlinksLinkEventMap } from '../element/events.js';
import type { FlinksLinkSettings } from '../element/settings.js';

type Setting = Exclude<keyof FlinksLinkSettings, keyof LitElement>;

/** The settings of the element by the names of its properties; `undefined` is the default. */
export type Properties = {
  [K in keyof Pick<FlinksLinkSettings, Setting>]?: FlinksLinkSettings[K] | undefined;
};

type Kebab<S extends string> = S extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${Kebab<Rest>}`
  : S;

/** What of a property's type an attribute can say; functions and objects are for properties. */
type Text<T> = T extends string | boolean ? T : T extends number ? T | `${T}` : never;

/** The settings of the element by the names of its attributes. */
export type Attributes = {
  [K in Setting as [Text<FlinksLinkSettings[K]>] extends [never] ? never : Kebab<K>]?:
    Text<FlinksLinkSettings[K]> | undefined;
};

/** A handler for each event, by a prefix and the event's name: `on:flinks-login`. */
export type Handlers<Prefix extends string> = {
  [K in keyof FlinksLinkEventMap as `${Prefix}${K}`]?: ((event: FlinksLinkEventMap[K]) => void) | undefined;
};

/** A type's entries under other names: `prop:authorizeToken`. */
export type Prefixed<Prefix extends string, T> = {
  [K in keyof T as K extends string ? `${Prefix}${K}` : never]: T[K];
};

/** Entries of `T` that `Own` does not define. */
export type Without<T, Own> = Omit<T, keyof Own>;
