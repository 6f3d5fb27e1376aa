import { createChannels, type Later } from './channels.ts';
import { VirtualClock } from './clock.ts';
import type { FrameElement } from './frame.ts';
import { Page, PageDocument, PageStorage, type PageWindow } from './page.ts';
import { takeTargets } from './target.ts';

/** Address of the page that every sequence begins with. */
export const homePage = 'https://host.example/link';

export interface BrowserOptions {
  /** Decides when a message arrives. */
  readonly later: Later;
  readonly onNavigate?: (frame: FrameElement, href: string) => void;
  readonly onOpen?: () => PageWindow | null;
}

/**
 * What a browser lends to our code, and nothing of our code: pages, their windows and messages, frames, storage, channels
 * and a clock. Everything is counted.
 */
export class Browser {
  readonly pages: Page[] = [];
  readonly storage = new PageStorage();
  readonly clock: VirtualClock;
  readonly channels: ReturnType<typeof createChannels>;
  readonly home: Page;
  #current: Page;
  readonly #options: BrowserOptions;
  readonly #restore: () => void;

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.clock = new VirtualClock(this.#bind);
    this.channels = createChannels(this.#bind, options.later, () => this.#current.partition);
    this.home = this.#current = this.openPage();
    this.#restore = this.#install();
  }

  /** A page of the same site. */
  openPage(href = homePage): Page {
    const { later, onNavigate = () => {}, onOpen = () => null } = this.#options;
    const page = new Page(
      { bind: this.#bind, later, current: () => this.#current, onNavigate, onOpen },
      href,
    );
    this.pages.push(page);
    return page;
  }

  /** Runs a script of the page. */
  run<T>(page: Page, task: () => T): T {
    const before = this.#current;
    this.#current = page;
    try {
      return task();
    } finally {
      this.#current = before;
    }
  }

  /** What listens to windows and documents, by the event. */
  get listeners(): readonly string[] {
    return this.pages.flatMap(({ window, document }) => [...window.types, ...document.types]);
  }

  /** What is left of it all; empty when nothing is. */
  get leftovers(): Readonly<Record<string, number>> {
    const counts = {
      listeners: this.listeners.length,
      timers: this.clock.running,
      channels: this.channels.open.size,
    };
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count));
  }

  /** Gives the names back that it has taken. */
  close(): void {
    this.#restore();
  }

  readonly #bind = () => {
    const page = this.#current;
    return (task: () => void) => this.run(page, task);
  };

  #install(): () => void {
    const { clock, channels, storage } = this;
    const names: Record<string, () => unknown> = {
      window: () => this.#current.window,
      document: () => this.#current.document,
      location: () => this.#current.location,
      sessionStorage: () => storage,
      Document: () => PageDocument,
      BroadcastChannel: () => channels.Channel,
      setTimeout: () => clock.setTimeout,
      setInterval: () => clock.setInterval,
      clearTimeout: () => clock.clear,
      clearInterval: () => clock.clear,
    };
    const before = Object.keys(names).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
    for (const [name, get] of Object.entries(names))
      Object.defineProperty(globalThis, name, { configurable: true, get });
    const { prototype } = Event;
    const timeStamp = Object.getOwnPropertyDescriptor(prototype, 'timeStamp') as PropertyDescriptor;
    Object.defineProperty(prototype, 'timeStamp', { configurable: true, get: () => clock.now });
    const release = takeTargets();
    return () => {
      release();
      Object.defineProperty(prototype, 'timeStamp', timeStamp);
      for (const [name, descriptor] of before as [string, PropertyDescriptor | undefined][]) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
      }
    };
  }
}
