/** @jsxImportSource preact */
import type { FlinksLink } from 'flinks-link';
import type {} from 'flinks-link/frameworks/preact';
import { createRef } from 'preact';

const ref = createRef<FlinksLink>();

export const tag = (
  <flinks-link
    ref={ref}
    instance="toolbox"
    params={{ accountSelectorEnable: true }}
    load-timeout={30_000}
    authorizeToken={async ({ reason }) => reason}
    onflinks-code={({ detail }) => detail.code.toUpperCase()}
    class="bank"
  >
    <button type="button">Link</button>
  </flinks-link>
);

// @ts-expect-error a flow that does not exist
export const flow = <flinks-link flow="bank" />;
// @ts-expect-error a cancel has no loginId
export const detail = <flinks-link onflinks-cancel={event => event.detail.loginId} />;
// @ts-expect-error an attribute cannot be a function
export const attribute = <flinks-link authorize-url={() => 'https://bank.example/'} />;
