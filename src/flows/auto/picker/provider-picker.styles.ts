import { css, unsafeCSS } from 'lit';
import { blockSize } from './provider-groups.js';

/** A class for each number of rows that a block can have: a style attribute would need a laxer policy of the page. */
const rows = unsafeCSS(
  Array.from({ length: blockSize }, (_, index) => `.rows-${index + 1}{--rows:${index + 1}}`).join(''),
);

/** Goes with the styles of the element, whose custom properties it uses. */
export const pickerStyles = css`
  [part='picker'] {
    --row: 3.5rem;
    --soft: color-mix(in srgb, var(--_text) 7%, var(--_surface));
    --muted: color-mix(in srgb, var(--_text) 72%, var(--_surface));
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    padding: 1rem;
    padding-block-end: 0.5rem;
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
  }
  label {
    font-weight: 600;
  }
  .field {
    position: relative;
    color: var(--muted);
  }
  .field > svg {
    position: absolute;
    inset: 12px auto auto 0.75rem;
    inset-inline: 0.75rem auto;
    inline-size: 24px;
    pointer-events: none;
  }
  [part='search'] {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 48px;
    padding-inline: 2.75rem 3rem;
    /* Smaller ones make a phone zoom in. */
    font-size: max(1rem, 16px);
    font-family: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid color-mix(in srgb, var(--_text) 55%, var(--_surface));
    border-radius: var(--_radius);
  }
  [part='search']::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  [part='search']:focus-visible {
    outline-offset: -1px;
  }
  .field button {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    inline-size: 44px;
    padding: 10px;
    color: inherit;
    background: none;
    border: 0;
  }
  .results {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    max-block-size: 26rem;
    margin-inline: -0.5rem;
  }
  .roomy {
    min-block-size: 10rem;
    block-size: 26rem;
  }
  .results > [part='message'] {
    padding: 0.25rem 0.5rem;
    color: var(--muted);
  }
  .results > [part='action'] {
    align-self: start;
    margin-inline: 0.5rem;
  }
  [role='listbox'] {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    overflow: hidden auto;
    overscroll-behavior: contain;
    outline: none;
    /* What the heading and the last option, which stay, would cover. */
    scroll-padding-block: 2.5rem calc(var(--row) + 1px);
    scrollbar-width: thin;
  }
  [role='listbox'] > * {
    flex: none;
  }
  .bones {
    min-block-size: 0;
    overflow: hidden;
  }
  .country {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding: 0.5rem;
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--muted);
    background: var(--_surface);
  }
  ${rows}
  /* Not in the page now: as high as it was, or as its number of rows. */
  .block {
    contain-intrinsic-block-size: auto calc(var(--rows) * var(--row));
  }
  .hollow {
    content-visibility: hidden;
  }
  [part='option'] {
    box-sizing: border-box;
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.75rem;
    inline-size: 100%;
    min-block-size: var(--row);
    padding: 0.5rem;
    text-align: start;
    overflow-wrap: anywhere;
    color: inherit;
    background: var(--_surface);
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    cursor: pointer;
  }
  [part='option']:focus-visible {
    outline-offset: -3px;
  }
  .unlisted {
    position: sticky;
    inset-block-end: 0;
    margin-block-start: auto;
    border-block-start: var(--_line);
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  @media (hover: hover) {
    [part='option']:hover {
      background: var(--soft);
    }
  }
  [part='option'][aria-selected='true'] {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
  }
  .logo {
    position: relative;
    flex: none;
    box-sizing: border-box;
    inline-size: 40px;
    block-size: 40px;
    overflow: hidden;
    font:
      600 12px/40px system-ui,
      sans-serif;
    text-align: center;
    color: var(--muted);
    background: var(--soft);
    border-radius: 10px;
  }
  .logo img {
    position: absolute;
    inset: 0;
    object-fit: contain;
    background: #fff;
    opacity: 0;
  }
  .logo .loaded {
    opacity: 1;
  }
  .bone {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    block-size: var(--row);
    padding-inline: 0.5rem;
    animation: fade 1.6s ease-in-out infinite alternate;
  }
  .bone::before,
  .bone::after {
    content: '';
    inline-size: 40px;
    block-size: 40px;
    background: var(--soft);
    border-radius: 10px;
  }
  .bone::after {
    inline-size: 45%;
    block-size: 0.9rem;
    border-radius: 0.45rem;
  }
  @keyframes fade {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .logo,
    .bone::before,
    .bone::after {
      border: 1px solid;
    }
    [part='option'][aria-selected='true'] {
      color: HighlightText;
      background: Highlight;
      outline-color: HighlightText;
      forced-color-adjust: none;
    }
  }
  /* In a dialog the list gives way: the search field and the last option always stay. */
  dialog [part='picker'] {
    flex: 0 1 auto;
    min-block-size: 19rem;
    border: 0;
    border-radius: 0;
  }
  dialog .results {
    flex: 0 1 auto;
  }
  @media (max-width: 560px) {
    dialog [part='picker'],
    dialog .results {
      flex: 1;
      max-block-size: none;
    }
  }
`;
