import type { FlinksLinkErrorCode } from '../errors.js';
import type { Language, NoticeCode } from '../types.js';

/** Every text that a user can read or hear. A language that lacks one does not compile. */
export interface Messages {
  /** What all others are written in, for `lang`. */
  language: Language;
  /** Heading of the dialog, and the button that stands in where the page has slotted none. */
  title: string;
  close: string;
  loading: string;
  /** Heard, not seen: the frame shows it. */
  ready: string;
  giveUp: string;
  /** Goes back to the list of banks. */
  back: string;
  /** In a window that has nothing left to do. */
  done: string;
  succeeded: string;
  /** Express was opened; what comes of it is not known here. */
  handedOff: string;
  cancelled: string;
  /** Continues the same session. */
  retry: string;
  /** Begins a new session. */
  restart: string;
  /** Why a form cannot be sent yet. */
  required: string;
  notices: Record<NoticeCode, string>;
  /** Errors that a user can do something about; for all others `failed`. */
  errors: Partial<Record<FlinksLinkErrorCode, string>>;
  failed: string;
  /** Before the short text that a user can give to support. */
  reference: string;
}
