/** The URL that a text is; undefined where it is none. `URL.canParse()` is younger than other parts of what is needed here. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
