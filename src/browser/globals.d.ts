/** True in the development build, where mistakes are explained on the console; replaced at build time. */
declare const __DEV__: boolean;

/** Version of the package; replaced at build time. */
declare const __VERSION__: string;

interface Document {
  /** Chromium: the page is rendered ahead, and not seen yet (WICG: nav-speculation). */
  readonly prerendering?: boolean;
}

interface DocumentEventMap {
  prerenderingchange: Event;
}
