import type { Later } from './channels.ts';
import { FrameElement } from './frame.ts';
import { type Binder, Target } from './target.ts';

/** What one page asks of the others and of the browser. */
export interface PageHost {
  readonly bind: Binder;
  readonly later: Later;
  /** The page whose script runs now. */
  readonly current: () => Page;
  readonly onNavigate: (frame: FrameElement, href: string) => void;
  readonly onOpen: () => PageWindow | null;
}

/** `location` of a page. */
export class PageLocation {
  href: string;

  constructor(href: string) {
    this.href = href;
  }

  get origin(): string {
    return new URL(this.href).origin;
  }

  assign(): void {}

  replace(href: string): void {
    this.href = href;
  }
}

/** `document` of a page. */
export class PageDocument extends Target {
  readonly #page: Page;

  constructor(page: Page) {
    super(page.host.bind);
    this.#page = page;
  }

  get domain(): string {
    return new URL(this.baseURI).hostname;
  }

  get baseURI(): string {
    return this.#page.location.href;
  }

  get activeElement(): undefined {
    return undefined;
  }

  createElement(): FrameElement {
    const { bind, onNavigate } = this.#page.host;
    return new FrameElement(bind, onNavigate);
  }
}

/** `window` of a page, as the page itself and all others hold it. */
export class PageWindow extends Target {
  top: PageWindow | null = this;
  closed = false;
  opener: unknown = null;
  readonly navigator = { onLine: true, userActivation: { isActive: true } };
  readonly crossOriginIsolated = false;
  readonly history = { state: null, replaceState: () => {} };
  readonly screenX = 0;
  readonly screenY = 0;
  readonly outerWidth = 1_000;
  readonly outerHeight = 800;
  readonly #page: Page;

  constructor(page: Page) {
    super(page.host.bind);
    this.#page = page;
  }

  /** Another site's page cannot be looked into, but can be sent elsewhere. */
  get location(): PageLocation | { replace(href: string): void } {
    if (!this.#page.isForeign) return this.#page.location;
    const replace = (href: string) => this.#page.location.replace(href);
    const refuse = () => {
      throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
    };
    return Object.defineProperties({ replace }, { origin: { get: refuse }, href: { get: refuse } });
  }

  get document(): PageDocument {
    return this.#page.document;
  }

  open(): PageWindow | null {
    return this.#page.host.onOpen();
  }

  focus(): void {}

  close(): void {
    this.closed = true;
  }

  postMessage(data: unknown, origin: string): void {
    const { host } = this.#page;
    const sender = host.current();
    const event = {
      isTrusted: true,
      origin: sender.location.origin,
      source: sender.window,
      data: structuredClone(data),
    };
    host.later('message', () => {
      if (!this.#page.isForeign && this.#page.location.origin === origin) this.fire('message', event);
    });
  }
}

/** A page of the host's site, in a tab or a window of its own. */
export class Page {
  readonly host: PageHost;
  readonly location: PageLocation;
  readonly document: PageDocument;
  readonly window: PageWindow;
  /** It shows another site. */
  isForeign = false;
  /** Storage and channels of a page that another site frames are apart from those of its site. */
  partition = '';

  constructor(host: PageHost, href: string) {
    this.host = host;
    this.location = new PageLocation(href);
    this.document = new PageDocument(this);
    this.window = new PageWindow(this);
  }
}

/** `sessionStorage`. */
export class PageStorage {
  [key: string]: unknown;

  getItem(key: string): unknown {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}
