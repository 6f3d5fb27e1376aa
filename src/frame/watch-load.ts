import { on } from '../browser/on.js';
import { parseUrl } from '../protocol/parse-url.js';

/** Why a frame stayed silent, as far as the page can know. */
export type LoadFailure = 'blocked' | 'isolated' | 'offline' | 'silent';

export interface WatchOptions {
  /** Origin of the frame. */
  origin: string;
  /** Milliseconds until a silent frame has failed. */
  timeout: number;
  /** Ends the watch: the frame spoke, or is gone. */
  signal: AbortSignal;
  /** At a third of the time. */
  onSlow: () => void;
  onFailure: (reason: LoadFailure) => void;
}

/** The directives that govern frames, the specific one first (CSP Level 3, 6.1). */
const frameDirectives = ['frame-src', 'child-src', 'default-src'];

/**
 * Watches a frame that has not spoken yet. A frame's `load` says nothing: it also fires for a page that refuses to be
 * framed and for one that could not be reached. Only the page's own policy tells at once; all else is a deadline.
 */
export function watchLoad({ origin, timeout, signal, onSlow, onFailure }: WatchOptions): void {
  const timers = [setTimeout(onSlow, timeout / 3), setTimeout(() => onFailure(silence()), timeout)];
  signal.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true });

  hearEmbedderPolicy(origin, () => onFailure('isolated'), signal);
  on(
    document,
    'securitypolicyviolation',
    event => {
      const { effectiveDirective, blockedURI, disposition } = event;
      if (disposition !== 'enforce' || !frameDirectives.includes(effectiveDirective)) return;
      // It may be no URL, such as "inline", or be empty.
      if (parseUrl(blockedURI)?.origin === origin) onFailure('blocked');
    },
    signal,
  );
}

/** What a report of an embedder policy says (HTML, "embedder policy violation report"). */
interface EmbedderPolicyReport {
  /** With whatever the URL of the frame holds, a token included. */
  readonly blockedURL?: string;
  readonly disposition?: 'enforce' | 'reporting';
}

/** Chromium reports a frame that the page's Cross-Origin-Embedder-Policy refuses; elsewhere the frame stays silent. */
function hearEmbedderPolicy(origin: string, onRefused: () => void, signal: AbortSignal): void {
  if (!('ReportingObserver' in window)) return;
  const observer = new ReportingObserver(
    reports => {
      for (const { body } of reports) {
        // Chromium gives the fields to nothing else.
        const report = body as { toJSON?(): EmbedderPolicyReport } | null;
        const { blockedURL = '', disposition } = report?.toJSON?.() ?? {};
        if (disposition === 'enforce' && parseUrl(blockedURL)?.origin === origin) onRefused();
      }
    },
    { types: ['coep'] },
  );
  observer.observe();
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

function silence(): LoadFailure {
  if (!window.navigator.onLine) return 'offline';
  // Under COEP a frame without the matching headers stays blank, and no event says so.
  return window.crossOriginIsolated ? 'isolated' : 'silent';
}
