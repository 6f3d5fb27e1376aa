import type { FlinksCodeEvent, FlinksLoginEvent } from 'flinks-link';
import { createSignal } from 'solid-js';
import { acceptCode, acceptLogin, fetchAuthorizeUrl, fetchToken } from './backend';

export function LinkBank(props: { renders: number }) {
  const [connected, setConnected] = createSignal('');
  const [consented, setConsented] = createSignal('');

  async function onLogin({ detail }: FlinksLoginEvent) {
    await acceptLogin(detail);
    setConnected(`Linked ${detail.institution}.`);
  }

  async function onCode({ detail }: FlinksCodeEvent) {
    await acceptCode(detail);
    setConsented('The bank has consented.');
  }

  return (
    <>
      <section>
        <flinks-link
          prop:instance="toolbox"
          prop:demo={true}
          prop:params={{ accountSelectorEnable: true }}
          prop:authorizeToken={fetchToken}
          attr:data-renders={props.renders}
          on:flinks-login={onLogin}
        />
        <p id="connected" role="status">
          {connected()}
        </p>
      </section>
      <section>
        <flinks-link
          prop:flow="outbound"
          prop:authorizeUrl={fetchAuthorizeUrl}
          attr:data-renders={props.renders}
          on:flinks-code={onCode}
        >
          <button id="bank" type="button">
            Link through your bank’s own page
          </button>
        </flinks-link>
        <p id="consented" role="status">
          {consented()}
        </p>
      </section>
    </>
  );
}
