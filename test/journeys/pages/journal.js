/*
 * What happens in the page, told to the test's server. Outcomes synchronously: what was told, was told before anything that
 * follows it, and no navigation loses it.
 */
window.tell = (type, more = {}) => {
  const entry = JSON.stringify({ type, path: location.pathname, href: location.href, ...more });
  // Firefox lets the page go while it waits for an answer, and takes messages from its driver, which may bring the rights of
  // a click: what only goes before an outcome, or before a window opens, must not hold it up.
  if (type === 'flinks-step' || type === 'flinks-navigate') return navigator.sendBeacon('/journal', entry);
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

/**
 * Acts where the browser blocks windows. Drivers give a page that they open the rights of a click for a while, and a busy
 * browser counts that while from later on than the page does: a window that opens uses them up.
 */
window.withoutClick = act => {
  const probe = !navigator.userActivation?.isActive && window.open('about:blank');
  if (probe === null) return void act();
  if (probe) probe.close();
  return void setTimeout(window.withoutClick, 50, act);
};

if (document.currentScript.dataset.probe !== undefined) window.withoutClick(() => window.tell('blocked'));
