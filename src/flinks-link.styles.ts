import { css } from 'lit';

export const styles = css`
  :host {
    --_accent: var(--flinks-link-accent, #0b57d0);
    --_accent: var(--flinks-link-accent, light-dark(#0b57d0, #a8c7fa));
    --_surface: var(--flinks-link-surface, Canvas);
    --_text: var(--flinks-link-text, CanvasText);
    --_radius: var(--flinks-link-radius, 12px);
    --_height: var(--flinks-link-height, 760px);
    display: block;
    font: var(--flinks-link-font, 1rem/1.5 system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  :host([display='dialog']) {
    display: inline-block;
  }
  .panel {
    max-inline-size: var(--flinks-link-width, none);
    color: var(--_text);
    outline-offset: 4px;
  }
  .stage {
    position: relative;
  }
  .box {
    block-size: var(--_height);
  }
  [hidden] {
    display: none;
  }
  iframe {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    border-radius: var(--_radius);
  }
  .cover,
  .card {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1rem;
    padding: 1.5rem;
    text-align: center;
    background: var(--_surface);
    border-radius: var(--_radius);
  }
  .cover {
    min-block-size: 12rem;
  }
  .box:not([hidden]) + .cover {
    position: absolute;
    inset: 0;
  }
  .card {
    border: 1px solid color-mix(in srgb, var(--_text) 25%, transparent);
    overflow-wrap: anywhere;
  }
  .card p {
    margin: 0;
  }
  .detail {
    font-size: 0.875em;
    opacity: 0.8;
  }
  [part='notice'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding: 0.75rem 1rem;
    margin-block-end: 0.75rem;
    border: 1px solid;
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  [part='notice'] span {
    flex: 1 1 12rem;
  }
  button {
    min-block-size: 44px;
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  [part='action'] {
    padding-inline: 1.25rem;
    color: var(--_accent);
    background: none;
    border: 1px solid;
    border-radius: var(--_radius);
  }
  [part='action']:disabled {
    color: GrayText;
    cursor: default;
  }
  button:focus-visible,
  .panel:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  [part='spinner'] {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border: 4px solid color-mix(in srgb, var(--_accent) 25%, transparent);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [part='spinner'] {
      animation-duration: 6s;
    }
  }
  @media (forced-colors: active) {
    [part='spinner'] {
      border-color: GrayText;
      border-block-start-color: Highlight;
    }
  }
  dialog {
    inline-size: min(var(--flinks-link-width, 520px), 100vw);
    max-inline-size: 100vw;
    max-block-size: 100dvh;
    padding: 0;
    color: var(--_text);
    background: var(--_surface);
    border: 0;
    border-radius: var(--_radius);
    overscroll-behavior: contain;
    box-shadow: 0 8px 40px rgb(0 0 0 / 35%);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  dialog .panel {
    flex: 1;
    max-inline-size: none;
    min-block-size: 0;
    overflow: auto;
  }
  dialog .box {
    block-size: min(var(--_height), 100dvh - 4rem);
  }
  dialog .card,
  dialog iframe {
    border: 0;
    border-radius: 0;
  }
  [part='header'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.5rem 0.5rem 0.5rem 1.25rem;
    padding-inline: 1.25rem 0.5rem;
    border-block-end: 1px solid color-mix(in srgb, var(--_text) 15%, transparent);
  }
  h2 {
    margin: 0;
    font: inherit;
    font-weight: 600;
    outline: none;
  }
  [part='close'] {
    inline-size: 44px;
    padding: 10px;
    background: none;
    border: 0;
    border-radius: 50%;
  }
  svg {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  @media (max-width: 560px) {
    dialog {
      inline-size: 100vw;
      block-size: 100dvh;
      border-radius: 0;
    }
    dialog .stage,
    dialog .box {
      block-size: 100%;
    }
  }
  @media (forced-colors: active) {
    dialog {
      border: 2px solid CanvasText;
    }
  }
  .announcer {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
