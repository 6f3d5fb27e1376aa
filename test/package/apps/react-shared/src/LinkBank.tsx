import type { FlinksCodeEvent, FlinksLoginEvent } from 'flinks-link';
import { FlinksLink } from 'flinks-link/react';
import { useState } from 'react';
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
        <FlinksLink
          instance="toolbox"
          demo
          params={{ accountSelectorEnable: true }}
          authorizeToken={context => fetchToken(context)}
          data-renders={renders}
          onFlinksLogin={onLogin}
        />
        <p id="connected" role="status">
          {connected}
        </p>
      </section>
      <section>
        <FlinksLink
          flow="outbound"
          authorizeUrl={context => fetchAuthorizeUrl(context)}
          data-renders={renders}
          onFlinksCode={onCode}
        >
          <button id="bank" type="button">
            Link through your bank’s own page
          </button>
        </FlinksLink>
        <p id="consented" role="status">
          {consented}
        </p>
      </section>
    </>
  );
}
