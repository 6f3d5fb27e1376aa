import { LitElement } from 'lit';
import type { FlinksLinkEventMap } from './events.js';

type EventMap = HTMLElementEventMap & FlinksLinkEventMap;

/** A Lit element whose listeners know the types of the element's own events. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the interface adds overloads only
export class TypedElement extends LitElement {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- as above
export interface TypedElement {
  addEventListener<K extends keyof EventMap>(
    type: K,
    listener: (this: this, event: EventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof EventMap>(
    type: K,
    listener: (this: this, event: EventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}
