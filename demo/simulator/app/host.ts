// Speaks to the page that embeds Connect (Flinks: use-event-listener). An object, or a JSON string with stringify=true;
// with webview=true nothing goes to the window at all, only to the native handler (Flinks: mobile-integration).

interface NativeHandler {
  postMessage(message: unknown): void;
}

declare global {
  /** What a web view puts on its pages: React Native's own, and WKWebView's on iOS. */
  interface Window {
    ReactNativeWebView?: NativeHandler;
    webkit?: { messageHandlers?: { flinksEvent?: NativeHandler } };
  }
}

// The target origin that Connect uses is undocumented; it cannot know who embeds it.
const anyOrigin = '*';

export function createHost({
  parameters,
  simulation,
}: {
  parameters: Record<string, string>;
  simulation: Record<string, string>;
}): (message: unknown) => void {
  return message => {
    if ('silent' in simulation) return;
    const payload = parameters.stringify === 'true' ? JSON.stringify(message) : message;
    if (parameters.webview === 'true') postToNativeHandler(message);
    else postToParent(payload);
  };
}

/** @param payload - as it is */
export function postToParent(payload: unknown) {
  if (window.parent !== window) window.parent.postMessage(payload, anyOrigin);
}

function postToNativeHandler(message: unknown) {
  window.ReactNativeWebView?.postMessage(JSON.stringify(message));
  window.webkit?.messageHandlers?.flinksEvent?.postMessage(message);
}
