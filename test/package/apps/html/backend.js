async function post(path, body, options) {
  const response = await fetch(`/api/flinks/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...options,
  });
  if (!response.ok) throw new Error(`The backend answered ${response.status}.`);
  return response;
}

export async function fetchToken({ reason, signal }) {
  const response = await post('token', { reason }, { signal });
  return (await response.json()).token;
}

export async function fetchAuthorizeUrl({ reason, signal }) {
  const response = await post('authorize', { reason }, { signal });
  return (await response.json()).url;
}

// Both arrive even when the person leaves the page now.
export const acceptLogin = login => post('login', login, { keepalive: true });
export const acceptCode = code => post('code', code, { keepalive: true });
