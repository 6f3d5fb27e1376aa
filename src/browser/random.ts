/**
 * Unguessable text for an id or a `state`.
 *
 * @param bits - entropy, a multiple of 8; 256 for what an attacker must not guess (RFC 6749, 10.10)
 * @returns base64url without padding (RFC 4648, 5): 43 characters for 256 bits
 */
export function randomText(bits = 256): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(bits / 8));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
