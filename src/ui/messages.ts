import type { FlinksLinkErrorCode } from '../errors.js';
import type { NoticeCode } from '../types.js';

/** Every text that a person can read or hear. A language that lacks one does not compile. */
export interface Messages {
  /** Heading of the dialog, and the button that stands in where the page has slotted none. */
  title: string;
  /** What a screen reader calls the frame. */
  frame: string;
  close: string;
  loading: string;
  /** Heard, not seen: the frame shows it. */
  ready: string;
  succeeded: string;
  cancelled: string;
  /** Goes on with the same session. */
  retry: string;
  /** Begins a new session. */
  restart: string;
  /** Why a form cannot be sent yet. */
  required: string;
  notices: Record<NoticeCode, string>;
  /** Errors that a person can do something about; for all others `failed`. */
  errors: Partial<Record<FlinksLinkErrorCode, string>>;
  failed: string;
}
