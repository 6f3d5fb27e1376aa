/*
 * What happens in the page, told to the test's server. Synchronously: what was told, was told before anything that
 * follows it, and no navigation loses it.
 */
window.tell = (type, more = {}) => {
  const entry = JSON.stringify({ type, path: location.pathname, href: location.href, ...more });
  // Firefox lets the page go while it waits for an answer: what only goes before an outcome must not hold it up.
  if (type === 'flinks-step') return navigator.sendBeacon('/journal', entry);
  const request = new XMLHttpRequest();
  request.open('POST', '/journal', false);
  return request.send(entry);
};

/* `ahead`, in milliseconds, is set by the server; a test may set it again. */
const { now } = Date;
Date.now = () => now.call(Date) + window.ahead;

const plain = ({ error, ...detail }) =>
  error
    ? { code: error.code, retryable: error.retryable, message: error.message, cause: error.cause }
    : detail;

for (const name of 'ready step notice close-request navigate login code linked handoff cancel error'.split(
  ' ',
)) {
  addEventListener(`flinks-${name}`, ({ type, target, detail }) =>
    window.tell(type, { id: target.id, detail: plain(detail ?? {}) }),
  );
}
addEventListener('pageshow', ({ persisted }) => {
  const [{ notRestoredReasons }] = performance.getEntriesByType('navigation');
  window.tell('pageshow', { persisted, notRestoredReasons });
});
addEventListener('error', ({ message }) => window.tell('fault', { message }));
addEventListener('unhandledrejection', ({ reason }) => window.tell('fault', { message: String(reason) }));
addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
  window.tell('fault', { message: `${effectiveDirective} ${blockedURI}` }),
);

/** Drivers give a page that they open the rights of a click, for a while. */
window.withoutClick = act => {
  if (navigator.userActivation?.isActive) setTimeout(window.withoutClick, 50, act);
  else act();
};

if (document.currentScript.dataset.probe !== undefined) {
  window.withoutClick(() => {
    const opened = window.open('about:blank');
    window.tell('probe', { blocked: !opened });
    opened?.close();
  });
}
