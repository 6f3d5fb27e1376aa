/** A window that was opened blank, inside a click. */
export interface Popup {
  readonly window: Window;
  /** Leaves the blank page for the bank's. */
  navigate(url: URL): void;
  focus(): void;
  close(): void;
}

/** What the page may know of a window that is gone, or seems to be. */
export type Closed =
  /** It was closed before it was sent to the bank: there is no doubt. */
  | 'blank'
  /** It says so, and nothing speaks against it. */
  | 'perhaps'
  /** It said so as soon as our page was gone: the bank's page, or this one, has cut the tie (COOP); it is likely alive. */
  | 'severed';

export interface PopupOptions {
  /** Shown until the bank's address is known. */
  readonly text: string;
  readonly language: string;
  /** Leaves `opener` to the window: for a page that is framed, which can hear the answer in no other way. */
  readonly keepOpener: boolean;
  readonly signal: AbortSignal;
  /** Tells once what became of the window. Only `blank` is a fact. */
  readonly onClosed: (how: Closed) => void;
}

/** Milliseconds between two looks. */
const pace = 250;

/** Milliseconds: a window that seems closed so soon after our blank page was gone was cut off, and not closed. */
const severance = 1_500;

/**
 * Looks that find a window closed until that is told. A callback page with an opener policy of its own cuts the tie just
 * before its answer arrives. Looks and no time: a page that the browser slows down waits longer.
 */
const looksInDoubt = 8;

/** Whether our page is still there, as it is until the bank answers; nobody's page but ours can be read. */
const isBlank = (opened: Window): boolean => {
  try {
    return opened.location.href === 'about:blank';
  } catch {
    return false;
  }
};

/**
 * Opens a blank window; call it inside a click, before anything is waited for. Its name cannot be guessed, so that nobody
 * who has opened a window of that name before gets the bank's; its `opener` is cut, so that the bank's page cannot send
 * this one elsewhere (OWASP: reverse tabnabbing).
 *
 * @returns undefined when the browser has blocked it
 */
export function openPopup({ text, language, keepOpener, signal, onClosed }: PopupOptions): Popup | undefined {
  const [width, height] = [520, 760];
  const left = screenX + Math.max(0, (outerWidth - width) / 2);
  const top = screenY + Math.max(0, (outerHeight - height) / 2);
  const opened = open(
    'about:blank',
    '_blank',
    `popup,width=${width},height=${height},left=${left},top=${top}`,
  );
  if (!opened || opened.closed) return undefined;

  let isOnItsWay = false;
  let lastOpenAt = performance.now();
  /** When our blank page was first seen to be gone. */
  let leftAt: number | undefined;
  let looksClosed = 0;
  try {
    if (!keepOpener) opened.opener = null;
    const { document } = opened;
    document.documentElement.lang = language;
    document.title = document.body.textContent = text;
  } catch {
    // The window works without it.
  }
  const tell = (how: Closed): void => {
    clearInterval(timer);
    onClosed(how);
  };
  const look = (): void => {
    const now = performance.now();
    if (!opened.closed) {
      lastOpenAt = now;
      if (isOnItsWay && leftAt === undefined && !isBlank(opened)) leftAt = now;
      return;
    }
    if (!isOnItsWay) tell('blank');
    // Where the browser has kept this page from looking for long, nobody knows what happened meanwhile.
    else if (now - (leftAt ?? lastOpenAt) < severance) tell('severed');
    else if (++looksClosed === looksInDoubt) tell('perhaps');
  };
  const timer = setInterval(look, pace);
  const close = () => {
    clearInterval(timer);
    opened.close();
  };
  signal.addEventListener('abort', close, { once: true });
  return {
    window: opened,
    navigate: url => {
      look();
      isOnItsWay = true;
      opened.location.replace(url.href);
    },
    focus: () => opened.focus(),
    close,
  };
}
