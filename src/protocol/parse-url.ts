/** The URL that a text is; undefined where it is none. Older browsers lack `URL.canParse()`. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
