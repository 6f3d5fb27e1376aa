import { type Binder, Target } from './target.ts';

/** A window of another site, as this page holds it: an identity, and a way to send it elsewhere. */
export class ForeignWindow {
  readonly location: { replace(href: string): void };

  constructor(onNavigate: (href: string) => void = () => {}) {
    this.location = { replace: onNavigate };
  }
}

/** An iframe, whose window changes whenever it is moved in the document. */
export class FrameElement extends Target {
  readonly localName = 'iframe';
  contentWindow: ForeignWindow | null = null;
  /** The empty document that it begins with can be looked into; one of another site cannot. */
  contentDocument: object | null = null;
  readonly #onNavigate: (frame: FrameElement, href: string) => void;
  #box: FrameBoxElement | undefined;

  constructor(bind: Binder, onNavigate: (frame: FrameElement, href: string) => void) {
    super(bind);
    this.#onNavigate = onNavigate;
  }

  setAttribute(): void {}

  attach(box: FrameBoxElement | undefined = this.#box): void {
    this.#box = box;
    this.contentWindow = new ForeignWindow(href => this.#onNavigate(this, href));
    this.contentDocument = {};
  }

  detach(): void {
    this.contentWindow = this.contentDocument = null;
  }

  remove(): void {
    this.detach();
    this.#box?.drop(this);
  }

  /** A document has come: of the same site where it is blank, of another site otherwise. */
  load(isBlank: boolean): void {
    this.contentDocument = isBlank ? {} : null;
    this.fire('load');
  }
}

/** The element's box, in which at most one frame is. */
export class FrameBoxElement {
  frame: FrameElement | undefined;

  replaceChildren(frame?: FrameElement): void {
    this.frame?.detach();
    this.frame = frame;
    frame?.attach(this);
  }

  drop(frame: FrameElement): void {
    if (this.frame === frame) this.frame = undefined;
  }

  hasChildNodes(): boolean {
    return !!this.frame;
  }

  querySelector(): null {
    return null;
  }
}
