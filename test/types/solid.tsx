/** @jsxImportSource solid-js */
import type {} from 'flinks-link/frameworks/solid';

export const tag = (
  <flinks-link
    instance="toolbox"
    attr:load-timeout="30000"
    prop:authorizeToken={async ({ reason }) => reason}
    on:flinks-login={({ detail }) => detail.accountIds.join()}
    bool:demo={false}
    class="bank"
  >
    <button type="button">Link</button>
  </flinks-link>
);

// @ts-expect-error written as text, false would be true
export const demo = <flinks-link attr:demo={false} />;
// @ts-expect-error a flow that does not exist
export const flow = <flinks-link prop:flow="bank" />;
// @ts-expect-error an attribute cannot be a function
export const attribute = <flinks-link attr:authorize-token={() => 'token'} />;
// @ts-expect-error a login has no code
export const detail = <flinks-link on:flinks-login={event => event.detail.code} />;
