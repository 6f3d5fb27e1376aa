import { oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';

/** A page as its authors have written it. */
export interface HostPage {
  /** Address of its style sheet. */
  readonly style?: string;
  /** Addresses of scripts that run before the element's own, in this order. */
  readonly before?: readonly string[];
  /** A script that runs after them, and before the element's own. */
  readonly script?: string;
  /** What its body holds. */
  readonly markup?: string;
}

export type HostWindow = Window & typeof globalThis;

async function addScript(page: Document, set: Partial<HTMLScriptElement>): Promise<void> {
  const script = page.createElement('script');
  Object.assign(script, set);
  // Taken before the page runs anything that changes how events are heard.
  const loaded = set.src ? oneEvent(script, 'load') : undefined;
  page.head.append(script);
  await loaded;
}

/** Opens the page in a frame, which the caller removes, with the element's script after what the page has. */
export async function openPage({
  style,
  before = [],
  script = '',
  markup = '',
}: HostPage): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.src = '/test/hosts/landing.html';
  frame.width = '800';
  frame.height = '500';
  const loaded = oneEvent(frame, 'load');
  document.body.append(frame);
  await loaded;
  const inside = frame.contentWindow as HostWindow;
  const page = inside.document;
  const { body, head } = page;
  if (style) {
    const link = page.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: style });
    const styled = oneEvent(link, 'load');
    head.append(link);
    await styled;
  }
  for (const src of before) await addScript(page, { src });
  const element = page.createElement('script');
  Object.assign(element, { type: 'module', src: '/virtual-element.js' });
  const defined = inside.customElements.whenDefined('flinks-link');
  if (script) await addScript(page, { text: script });
  body.innerHTML = markup;
  head.append(element);
  await defined;
  return frame;
}

/** Puts an element into the page, whose own ways to do so may be in ruins. */
export function put(inside: Window, set: Partial<FlinksLink>, into?: Element): FlinksLink {
  const { prototype } = (inside as HostWindow).Document;
  const element = prototype.createElement.call(inside.document, 'flinks-link') as FlinksLink;
  Object.assign(element, set);
  const body = Reflect.get(prototype, 'body', inside.document) as HTMLElement;
  (into ?? body).append(element);
  return element;
}
