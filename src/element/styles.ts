import { css } from 'lit';

export const styles = css`
  :host {
    --_accent: var(--flinks-link-accent, #0b57d0);
    --_surface: var(--flinks-link-surface, Canvas);
    --_text: var(--flinks-link-text, CanvasText);
    --_radius: var(--flinks-link-radius, 12px);
    --_height: var(--flinks-link-height, 760px);
    --_line: 1px solid color-mix(in srgb, var(--_text) 25%, transparent);
    display: block;
    font: var(--flinks-link-font, 1rem/1.5 system-ui, sans-serif);
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--flinks-link-accent, light-dark(#0b57d0, #a8c7fa));
    }
  }
  :host([display='dialog']) {
    display: inline-block;
  }
  :host([hidden]),
  [hidden] {
    display: none;
  }
  /* A page's styles for its own text are inherited, and would cut off or hide what is said here. */
  .trigger,
  .panel,
  [part='notice'],
  dialog {
    color: var(--_text);
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    letter-spacing: normal;
    word-spacing: normal;
    word-break: normal;
    white-space: normal;
    hyphens: manual;
    cursor: auto;
    -webkit-text-fill-color: currentcolor;
  }
  .panel {
    max-inline-size: var(--flinks-link-width, none);
  }
  .stage {
    position: relative;
  }
  .box {
    block-size: var(--_height);
  }
  iframe {
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    border-radius: var(--_radius);
  }
  .cover,
  .card {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 1rem;
    padding: 1.5rem;
    text-align: center;
    overflow-wrap: anywhere;
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
  }
  .cover {
    position: absolute;
    inset: 0;
    border: 0;
  }
  p {
    margin: 0;
  }
  [part='notice'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding: 0.75rem 1rem;
    margin-block-end: 0.75rem;
    background: var(--_surface);
    border: 1px solid;
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
  }
  [part='notice'] span {
    flex: 1 1 12rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.75rem;
  }
  /* Below the trigger of a flow that leads to the bank's own page. */
  slot ~ [part='notice'],
  slot ~ .panel :is([part='notice'], .card) {
    margin-block-start: 0.75rem;
  }
  .remark {
    padding: 0.75rem 1.5rem;
    text-align: center;
  }
  .back {
    margin-block-end: 0.75rem;
  }
  .back button {
    padding-inline: 0.75rem;
    border-color: transparent;
  }
  a {
    display: inline-block;
    align-content: center;
    text-decoration: none;
  }
  :is(button, a) {
    box-sizing: border-box;
    min-block-size: 44px;
    padding: 0.4rem 1.25rem;
    font: inherit;
    color: var(--_accent);
    background: var(--_surface);
    border: 1px solid;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  button:disabled {
    color: GrayText;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  /* It only catches the focus of what is gone, and would be outlined on one side. */
  dialog .panel {
    outline: none;
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
      animation: none;
    }
  }
  dialog {
    box-sizing: border-box;
    inline-size: min(var(--flinks-link-width, 520px), 100vw);
    max-inline-size: none;
    max-block-size: 100dvh;
    padding: 0;
    color: var(--_text);
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
    overscroll-behavior: contain;
    /* These are inherited from a page that another dialog has hidden or made dead to the mouse. */
    visibility: visible;
    pointer-events: auto;
    -webkit-user-select: text;
    user-select: text;
  }
  dialog:not([open]) {
    display: none;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  /* The frame gives way to what stands above it: nothing scrolls but Connect itself. */
  dialog[open],
  dialog .panel,
  dialog .stage {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  dialog .panel {
    max-inline-size: none;
  }
  dialog .stage {
    overflow: auto;
  }
  dialog .box:not([hidden]) {
    flex: 0 1 var(--_height);
    min-block-size: 8rem;
    overflow: hidden;
  }
  dialog [part='notice'] {
    margin: 0.75rem;
  }
  dialog .back {
    padding: 0.25rem 0.5rem;
    margin: 0;
    border-block-end: var(--_line);
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
    padding: 0.5rem;
    padding-inline-start: 1.25rem;
    border-block-end: var(--_line);
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
    color: inherit;
    border: 0;
  }
  svg {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  @media (max-width: 560px) {
    dialog {
      inline-size: 100vw;
      block-size: 100dvh;
      border-radius: 0;
    }
    dialog .panel,
    dialog .stage,
    dialog .box:not([hidden]) {
      flex: 1;
    }
  }
  .anchor {
    position: absolute;
    outline: none;
  }
  .announcer {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
