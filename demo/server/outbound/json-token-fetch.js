/**
 * OAuth's token request is a form; Flinks documents a JSON body with the same fields. This changes the one into the other
 * and nothing else.
 *
 * @type {import('openid-client').CustomFetch}
 */
export function jsonTokenFetch(url, { body, headers, ...options }) {
  if (!(body instanceof URLSearchParams))
    return fetch(url, { ...options, headers, body: /** @type {BodyInit | null | undefined} */ (body) });
  return fetch(url, {
    ...options,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(body)),
  });
}
