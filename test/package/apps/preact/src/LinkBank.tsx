import type { FlinksCodeEvent, FlinksLoginEvent } from 'flinks-link';
import { useState } from 'preact/hooks';
import { acceptCode, acceptLogin, fetchAuthorizeUrl, fetchToken } from './backend';

export function LinkBank({ renders }: { renders: number }) {
  const [connected, setConnected] = useState('');
  const [consented, setConsented] = useState('');

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
          instance="toolbox"
          demo
          params={{ accountSelectorEnable: true }}
          authorizeToken={context => fetchToken(context)}
          data-renders={renders}
          onflinks-login={onLogin}
        />
        <p id="connected" role="status">
          {connected}
        </p>
      </section>
      <section>
        <flinks-link
          flow="outbound"
          authorizeUrl={context => fetchAuthorizeUrl(context)}
          data-renders={renders}
          onflinks-code={onCode}
        >
          <button id="bank" type="button">
            Link through your bank’s own page
          </button>
        </flinks-link>
        <p id="consented" role="status">
          {consented}
        </p>
      </section>
    </>
  );
}
