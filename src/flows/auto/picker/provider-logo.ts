import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/** Pixels of a side. */
const size = 40;

/** Up to four letters in the place of a logo: a short form that the name begins with, else first letters. */
function lettersOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(word => word);
  const [start = ''] = words;
  if (/^[\p{Lu}\p{N}]{2,4}$/u.test(start)) return start;
  const weighty = words.filter(word => /^[\p{Lu}\p{N}]/u.test(word));
  const [one = '', two = ''] = weighty.length ? weighty : words;
  return [...one]
    .slice(0, 1)
    .concat([...two].slice(0, 1))
    .join('')
    .toUpperCase();
}

/** Shows the logos of banks, and letters until a logo has loaded; where it fails or the page forbids it, the letters stay. */
export class ProviderLogos {
  readonly #broken = new Set<string>();

  template(name: string, logo: string | undefined): TemplateResult {
    // A new image for each URL: a reused one would show the previous logo until the next one has loaded.
    return html`<span class="logo" aria-hidden="true" translate="no"
      >${lettersOf(name)}${
        logo && !this.#broken.has(logo)
          ? keyed(
              logo,
              html`<img
                alt=""
                width=${size}
                height=${size}
                loading="lazy"
                decoding="async"
                referrerpolicy="no-referrer"
                @load=${this.#onLoad}
                @error=${() => this.#broken.add(logo)}
                src=${logo}
              />`,
            )
          : nothing
      }</span
    >`;
  }

  /** Seen from now on. The class is the image's own: no template knows of it. */
  readonly #onLoad = ({ currentTarget }: Event): void => {
    (currentTarget as Element).classList.add('loaded');
  };
}
