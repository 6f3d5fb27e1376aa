import type { CustomFetch } from 'openid-client';

/**
 * OAuth's token request is a form; Flinks documents a JSON body with the same fields. This changes the one into the other
 * and nothing else.
 */
export const jsonTokenFetch: CustomFetch = async (url, { body, headers, ...options }) => {
  if (!body) return fetch(url, { ...options, headers });
  if (!(body instanceof URLSearchParams)) throw new TypeError('A token request is a form.');
  return fetch(url, {
    ...options,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(body)),
  });
};
