import type { AuthorizeTokenContext, AuthorizeUrlContext, CodeOutcome, LoginOutcome } from 'flinks-link';

async function post(path: string, body: unknown, options: RequestInit = {}): Promise<Response> {
  const response = await fetch(`/api/flinks/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...options,
  });
  if (!response.ok) throw new Error(`The backend answered ${response.status}.`);
  return response;
}

/** A fresh token for Flinks Connect. */
export async function fetchToken({ reason, signal }: AuthorizeTokenContext): Promise<string> {
  const response = await post('token', { reason }, { signal });
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** An address at the bank, with a fresh state. */
export async function fetchAuthorizeUrl({ reason, signal }: AuthorizeUrlContext): Promise<string> {
  const response = await post('authorize', { reason }, { signal });
  const { url } = (await response.json()) as { url: string };
  return url;
}

// Both arrive even when the person leaves the page now.
export const acceptLogin = (login: LoginOutcome) => post('login', login, { keepalive: true });
export const acceptCode = (code: CodeOutcome) => post('code', code, { keepalive: true });
