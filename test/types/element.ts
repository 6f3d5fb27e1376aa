import { FlinksLink, FlinksLinkError, type Outcome } from 'flinks-link';
import { connectUrl, parseConnectMessage } from 'flinks-link/protocol';

const element = document.createElement('flinks-link');
element.authorizeToken = ({ reason }) => reason;
element.addEventListener('flinks-login', event => event.detail.loginId.toUpperCase());
element.addEventListener('click', event => event.clientX);

export async function link(): Promise<string | undefined> {
  try {
    const outcome: Outcome = await element.open({ signal: AbortSignal.timeout(1) });
    switch (outcome.type) {
      case 'login':
        return outcome.loginId;
      case 'code':
        return outcome.code;
      case 'linked':
      case 'handoff':
      case 'cancel':
        return undefined;
    }
  } catch (error) {
    if (error instanceof FlinksLinkError) return error.help;
    throw error;
  }
}
export const url: URL = connectUrl({ instance: 'toolbox', authorizeToken: 'token' });
export const message = parseConnectMessage(undefined)?.type;
FlinksLink.define('my-bank');

// @ts-expect-error a flow that does not exist
element.flow = 'bank';
// @ts-expect-error the result is read only
element.result = undefined;
// @ts-expect-error a token is text
element.authorizeToken = () => 1;
// @ts-expect-error a login has no code
element.addEventListener('flinks-login', event => event.detail.code);
// @ts-expect-error a fraction of a session cannot be opened
void element.open({ provider: '1000' });
