import 'flinks-link';
import type {} from 'flinks-link/frameworks/react';
import { FlinksLink, type FlinksLinkElement } from 'flinks-link/react';
import { createRef } from 'react';

const ref = createRef<FlinksLinkElement>();
const token = async () => 'token';

export const component = (
  <FlinksLink
    ref={ref}
    instance="toolbox"
    display="dialog"
    authorizeToken={token}
    loadTimeout={30_000}
    className="bank"
    onFlinksLogin={event => event.detail.loginId.toUpperCase()}
    onFlinksCode={({ detail }) => detail.code.toUpperCase()}
    onFlinksError={({ detail }) => detail.error.code === 'token-failed'}
  >
    <button type="button">Link</button>
  </FlinksLink>
);
void ref.current?.open({ providerId: '1000' }).then(outcome => outcome.attemptId);

export const tag = (
  <flinks-link
    ref={ref}
    instance="toolbox"
    connect-url="https://connect.example/v2/"
    params={{ accountSelectorEnable: true }}
    load-timeout="30000"
    authorizeToken={token}
    onflinks-login={event => event.detail.loginId.toUpperCase()}
    className="bank"
  />
);

// @ts-expect-error a flow that does not exist
export const flow = <FlinksLink flow="bank" />;
// @ts-expect-error a login has no code
export const detail = <FlinksLink onFlinksLogin={event => event.detail.code} />;
// @ts-expect-error an event that does not exist
export const event = <FlinksLink onFlinksDone={() => {}} />;
// @ts-expect-error the result is read only, in the component too
export const given = <FlinksLink result={undefined} />;
// @ts-expect-error a method cannot be replaced
export const method = <FlinksLink open={() => {}} />;
// @ts-expect-error an attribute cannot be a function
export const attribute = <flinks-link authorize-token={token} />;
// @ts-expect-error a setting that does not exist
export const setting = <flinks-link connectURL="https://connect.example/v2/" />;
// @ts-expect-error the result is read only
export const result = <flinks-link result={undefined} />;
