/**
 * Speaks to whoever embeds Connect (Flinks: use-event-listener). An object, or a JSON string with stringify=true;
 * with webview=true nothing goes to the window at all, only to the native handler (Flinks: mobile-integration).
 */

// The target origin that Connect uses is undocumented; it cannot know who embeds it.
const anyOrigin = '*';

/**
 * @param {{ parameters: Record<string, string>, simulation: Record<string, string> }} data
 * @returns {(message: unknown) => void}
 */
export function createHost({ parameters, simulation }) {
  return message => {
    if ('silent' in simulation) return;
    const payload = parameters['stringify'] === 'true' ? JSON.stringify(message) : message;
    if (parameters['webview'] === 'true') postToNativeHandler(message);
    else postToParent(payload);
  };
}

/** @param {unknown} payload as it is */
export function postToParent(payload) {
  if (window.parent !== window) window.parent.postMessage(payload, anyOrigin);
}

/** @param {unknown} message */
function postToNativeHandler(message) {
  /** @typedef {{ postMessage(message: unknown): void }} Handler */
  const native =
    /** @type {{ ReactNativeWebView?: Handler, webkit?: { messageHandlers?: { flinksEvent?: Handler } } }} */ (
      /** @type {unknown} */ (window)
    );
  native.ReactNativeWebView?.postMessage(JSON.stringify(message));
  native.webkit?.messageHandlers?.flinksEvent?.postMessage(message);
}
