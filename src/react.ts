import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import { FlinksLink as FlinksLinkElement } from './element.js';
import {
  type FlinksCancelEvent,
  type FlinksCloseRequestEvent,
  type FlinksCodeEvent,
  type FlinksErrorEvent,
  type FlinksFallbackEvent,
  type FlinksHandoffEvent,
  type FlinksLinkedEvent,
  type FlinksLoginEvent,
  type FlinksNavigateEvent,
  type FlinksNoticeEvent,
  type FlinksReadyEvent,
  type FlinksStepEvent,
  toOutcomeEvent,
} from './element/events.js';
import type { Properties, Without } from './frameworks/markup.js';
import type { Outcome } from './types.js';

export type { FlinksLink as FlinksLinkElement } from './element.js';

FlinksLinkElement.define();

const events = {
  onFlinksReady: 'flinks-ready' as EventName<FlinksReadyEvent>,
  onFlinksStep: 'flinks-step' as EventName<FlinksStepEvent>,
  onFlinksNotice: 'flinks-notice' as EventName<FlinksNoticeEvent>,
  onFlinksCloseRequest: 'flinks-close-request' as EventName<FlinksCloseRequestEvent>,
  onFlinksNavigate: 'flinks-navigate' as EventName<FlinksNavigateEvent>,
  onFlinksFallback: 'flinks-fallback' as EventName<FlinksFallbackEvent>,
  onFlinksLogin: 'flinks-login' as EventName<FlinksLoginEvent>,
  onFlinksCode: 'flinks-code' as EventName<FlinksCodeEvent>,
  onFlinksLinked: 'flinks-linked' as EventName<FlinksLinkedEvent>,
  onFlinksHandoff: 'flinks-handoff' as EventName<FlinksHandoffEvent>,
  onFlinksCancel: 'flinks-cancel' as EventName<FlinksCancelEvent>,
  onFlinksError: 'flinks-error' as EventName<FlinksErrorEvent>,
};

type Handlers = {
  [K in keyof typeof events]?: ((event: (typeof events)[K]['__eventType']) => void) | undefined;
};
type Own = Properties & Handlers;

/** Props of the component: the element's settings, a handler for each of its events, and what every tag has. */
export type FlinksLinkProps = Without<React.HTMLAttributes<FlinksLinkElement>, Own> & Own;

type Component = React.ForwardRefExoticComponent<FlinksLinkProps & React.RefAttributes<FlinksLinkElement>>;

const Tag = createComponent({
  react: React,
  tagName: 'flinks-link',
  elementClass: FlinksLinkElement,
  events,
  displayName: 'flinks-link',
  // Its own type of the props lets a page write what is read only.
}) as Component;

/** Hands an outcome to the handler of its event. */
function tell(props: FlinksLinkProps, outcome: Outcome): void {
  const event = toOutcomeEvent(outcome);
  const [prop] = Object.entries(events).find(([, name]) => name === event.type) ?? [];
  (props[prop as keyof FlinksLinkProps] as ((event: Event) => void) | undefined)?.(event);
}

/**
 * `<flinks-link>` as a component of React 18 and 19. `ref` is the element, with `open()` and its other methods.
 *
 * On a page that the server has rendered, the return of a user from the bank can end before React attaches the handlers. Its
 * result reaches its handler once, as an event without a target. An error that came as early is shown by the element, which
 * can be started again; `status` is `failed`.
 */
export const FlinksLink: Component = React.forwardRef<FlinksLinkElement, FlinksLinkProps>((props, ref) => {
  const element = React.useRef<FlinksLinkElement | null>(null);
  /** Undefined until the tag is there, null when there is nothing to tell. */
  const early = React.useRef<Outcome | null | undefined>(undefined);
  React.useImperativeHandle(ref, () => element.current as FlinksLinkElement, []);

  // React sets references in the same task in which the tag attaches its handlers: nothing is missed or told twice.
  const attach = React.useCallback((node: FlinksLinkElement | null) => {
    if (node && early.current === undefined) early.current = node.result ?? null;
    element.current = node;
  }, []);
  React.useEffect(() => {
    const outcome = early.current;
    early.current = null;
    if (outcome) tell(props, outcome);
  }, []);

  return React.createElement(Tag, { ...props, ref: attach });
});
FlinksLink.displayName = 'FlinksLink';
