import type { FlinksLinkErrorCode } from '../errors.js';
import type { Language, NoticeCode } from '../types.js';

/** Every text that a person can read or hear. A language that lacks one does not compile. */
export interface Messages {
  /** What all others are written in, for `lang`. */
  language: Language;
  /** Heading of the dialog, and the button that stands in where the page has slotted none. */
  title: string;
  /** What a screen reader calls the frame. */
  frame: string;
  close: string;
  loading: string;
  /** Heard, not seen: the frame shows it. */
  ready: string;
  /** The bank has the person, in a window or by the host's doing. */
  waiting: string;
  bringToFront: string;
  openAgain: string;
  giveUp: string;
  /** The link in the place of a window that was blocked. */
  openBank: string;
  /** Goes to the bank in the place of this page. */
  usePage: string;
  /** Goes back to the list of banks. */
  back: string;
  /** Open banking has failed for a technical reason. */
  fallback: string;
  /** Goes on with Connect then. */
  useConnect: string;
  /** In the window, until the bank's page comes. */
  loadingBank: string;
  /** In a window that has nothing left to do. */
  done: string;
  succeeded: string;
  /** Express was opened; what comes of it is not known here. */
  handedOff: string;
  cancelled: string;
  /** Goes on with the same session. */
  retry: string;
  /** Begins a new session. */
  restart: string;
  /** Why a form cannot be sent yet. */
  required: string;
  picker: {
    /** Names the search field; seen, as a heading. */
    label: string;
    /** What the search understands. */
    hint: string;
    clear: string;
    /** What a screen reader calls the list. */
    list: string;
    loading: string;
    failed: string;
    /** The host has no bank to show. */
    empty: string;
    /** Nothing fits what was typed. */
    none: string;
    /** Heard, not seen: how many banks there are, or fit what was typed. */
    count: (banks: number) => string;
    /** Heads the banks without a country where others have one. */
    elsewhere: string;
    /** Always the last to choose. */
    notListed: string;
  };
  notices: Record<NoticeCode, string>;
  /** Errors that a person can do something about; for all others `failed`. */
  errors: Partial<Record<FlinksLinkErrorCode, string>>;
  failed: string;
}
