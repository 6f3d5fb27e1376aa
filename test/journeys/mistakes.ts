/** What users see of a mistake, in production. */
export type Shown = 'nothing' | 'unavailable' | 'expired' | 'try again' | 'works';

/** A mistake of a page, as a developer in a hurry makes it. */
export interface Mistake {
  /** As the manual names it. */
  readonly mistake: string;
  /** With `t-1` in the place of a fresh token. */
  readonly html: string;
  /** Runs after the tag, with `link` for the first element. */
  readonly script?: string;
  /** Of the file that the page loads, `flinks-link.js` or `flinks-connect.js`. */
  readonly entry?: 'connect';
  readonly headers?: Readonly<Record<string, string>>;
  /** The page stands in a frame with this `sandbox`. */
  readonly sandbox?: string;
  /** The user presses the trigger. */
  readonly pressed?: true;
  /** What users of the host's product see; the development build adds the line of the console. */
  readonly shows: Shown;
  /** An error has the reference before it. */
  readonly level: 'warning' | 'error';
  /** What the console says, after the tag's name. */
  readonly line: string;
}

const token = `link.authorizeToken = async () =>
  (await (await fetch('/api/flinks/token', { method: 'POST' })).json()).token;`;
const connect = (attributes: string) => `<flinks-link instance="toolbox" ${attributes}></flinks-link>`;
const inFrame = `frame-ancestors *; default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'`;
const neverCame = 'looks like a missing value or an unrendered template. Check what sets it.';

/** One for each kind of mistake; the manual has the same table. */
export const mistakes: readonly Mistake[] = [
  {
    mistake: 'A misspelled flow: `flow="conect"`',
    html: '<flinks-link flow="conect" instance="toolbox"></flinks-link>',
    shows: 'nothing',
    level: 'warning',
    line: 'flow="conect" is not in this file (it has: connect, outbound, custom, express, auto). Check the spelling, or load flinks-link.js.',
  },
  {
    mistake: 'A flow that is in another file: `flinks-connect.js` and `flow="outbound"`',
    html: '<flinks-link flow="outbound"></flinks-link>',
    entry: 'connect',
    shows: 'nothing',
    level: 'warning',
    line: 'flow="outbound" is not in this file (it has: connect). Check the spelling, or load flinks-link.js.',
  },
  {
    mistake: 'An unknown `display`: `display="modal"`',
    html: connect('display="modal"'),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'display must be one of inline, dialog.',
  },
  {
    mistake: 'An unknown `target`: `target="_blank"`',
    html: '<flinks-link flow="outbound" target="_blank" authorize-url="https://ob.example/?state=s"></flinks-link>',
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'target must be one of popup, page.',
  },
  {
    mistake: 'A time with a unit: `load-timeout="45s"`',
    html: connect('load-timeout="45s"'),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'load-timeout must be a positive number of milliseconds.',
  },
  {
    mistake: 'An attribute without its hyphen: `connecturl="…"`',
    html: '<flinks-link connecturl="https://acme-iframe.private.fin.ag/v2/"></flinks-link>',
    script: token,
    shows: 'nothing',
    level: 'warning',
    line: 'The attribute "connecturl" is unknown. Did you mean connect-url?',
  },
  {
    mistake: 'The same for a token: `authorizetoken="…"`',
    html: connect('authorizetoken="t-1"'),
    shows: 'nothing',
    level: 'warning',
    line: 'The attribute "authorizetoken" is unknown. Did you mean authorize-token?',
  },
  {
    mistake: 'A misspelled attribute of an element that works: `custmer-name="…"`',
    html: connect('custmer-name="Acme"'),
    script: token,
    shows: 'works',
    level: 'warning',
    line: 'The attribute "custmer-name" is unknown. Did you mean customer-name?',
  },
  {
    mistake: 'A misspelled property: `link.authorizetoken = …`',
    html: connect(''),
    script: `link.authorizetoken = () => 'a-token';`,
    shows: 'nothing',
    level: 'warning',
    line: 'The property "authorizetoken" is unknown. Did you mean authorizeToken?',
  },
  {
    mistake: 'A list as an attribute: `providers="[…]"`',
    html: `<flinks-link flow="auto" instance="toolbox" providers='[{"id":"1","name":"One"}]'></flinks-link>`,
    script: `${token} link.authorizeUrl = () => 'https://ob.example/?state=s';`,
    shows: 'nothing',
    level: 'warning',
    line: 'The attribute "providers" is unknown. Set the providers property in a script.',
  },
  {
    mistake: 'A listener as an attribute: `onflinks-login="…"`',
    html: connect('onflinks-login="save(event)"'),
    script: token,
    shows: 'works',
    level: 'warning',
    line: `The attribute "onflinks-login" is unknown. Call addEventListener('flinks-login', …) in a script.`,
  },
  {
    mistake: 'A boolean attribute that says no: `demo="false"`',
    html: connect('demo="false"'),
    script: token,
    shows: 'works',
    level: 'warning',
    line: 'takes demo="false" for true, as HTML does. Remove the attribute.',
  },
  {
    mistake: 'A tag that is not closed: `<flinks-link … />` before the rest of the page',
    html: '<flinks-link instance="toolbox" /><h2>Your order</h2><form><button>Pay</button></form>',
    script: token,
    shows: 'works',
    level: 'warning',
    line: 'hides the page content inside it. Write </flinks-link> after the tag: "/>" does not close it.',
  },
  {
    mistake: 'Nothing is set',
    html: '<flinks-link></flinks-link>',
    shows: 'nothing',
    level: 'warning',
    line: 'cannot start yet: set instance or connectUrl, and authorizeToken.',
  },
  {
    mistake: 'No token',
    html: connect(''),
    shows: 'nothing',
    level: 'warning',
    line: 'cannot start yet: set authorizeToken.',
  },
  {
    mistake: 'No token, and the user presses the trigger of a dialog',
    html: connect('display="dialog"'),
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'Set authorizeToken to a function that returns a fresh token from your backend (GenerateAuthorizeToken).',
  },
  {
    mistake: '`flow="auto"` without `providers`',
    html: '<flinks-link flow="auto" instance="toolbox"></flinks-link>',
    script: `${token} link.authorizeUrl = () => 'https://ob.example/?state=s';`,
    shows: 'nothing',
    level: 'warning',
    line: 'cannot start yet: set providers.',
  },
  {
    mistake: '`flow="outbound"` without anything else',
    html: '<flinks-link flow="outbound"></flinks-link>',
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'flow="outbound" requires authorizeUrl, the URL from your backend. Or set outboundUrl, clientId, scope, redirectUri.',
  },
  {
    mistake: 'An authorize URL without `state`',
    html: '<flinks-link flow="outbound" authorize-url="https://ob.example/authorize"></flinks-link>',
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'authorize-url has no state. Add one, or set { url, state }.',
  },
  {
    mistake: 'A `redirect-uri` with another origin than the page',
    html: '<flinks-link flow="outbound" redirect-uri="https://other.example/back" authorize-url="https://ob.example/?state=s"></flinks-link>',
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'redirect-uri must have the origin of this page, or the response cannot reach it.',
  },
  {
    mistake: '`flow="express"` without `express-url`',
    html: '<flinks-link flow="express"></flinks-link>',
    pressed: true,
    shows: 'unavailable',
    level: 'error',
    line: 'flow="express" requires express-url: Flinks provides the URL of your Express site.',
  },
  {
    mistake: 'A URL as `instance`',
    html: '<flinks-link instance="https://acme-iframe.private.fin.ag"></flinks-link>',
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'instance must be the name of your Flinks environment, such as "toolbox". For a full URL, set connect-url.',
  },
  {
    mistake: 'An `http:` URL of another machine',
    html: '<flinks-link connect-url="http://connect.example/"></flinks-link>',
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'connect-url must start with https://, or http:// on localhost.',
  },
  {
    mistake: 'A token that never came: `authorize-token="undefined"`',
    html: connect('authorize-token="undefined"'),
    shows: 'unavailable',
    level: 'error',
    line: `authorize-token ${neverCame}`,
  },
  {
    mistake: 'A template that was not rendered: `authorize-token="{{ token }}"`',
    html: connect('authorize-token="{{ token }}"'),
    shows: 'unavailable',
    level: 'error',
    line: `authorize-token ${neverCame}`,
  },
  {
    mistake: 'An object as an attribute: `request-id="[object Object]"`',
    html: connect('request-id="[object Object]"'),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: `request-id ${neverCame}`,
  },
  {
    mistake: 'A function as an attribute: `authorize-token="() => …"`',
    html: connect(`authorize-token="async () => (await fetch('/token')).text()"`),
    shows: 'unavailable',
    level: 'error',
    line: 'authorize-token contains function source code. Set the authorizeToken property instead.',
  },
  {
    mistake: 'A token function that returns the `Response` of its `fetch`',
    html: connect(''),
    script: `link.authorizeToken = () => fetch('/api/flinks/token');`,
    shows: 'unavailable',
    level: 'error',
    line: 'authorizeToken() returned an object of type Response. It must return a fresh token as a string.',
  },
  {
    mistake: 'A token function without `return`',
    html: connect(''),
    script: 'link.authorizeToken = async () => { await 0; };',
    shows: 'unavailable',
    level: 'error',
    line: 'authorizeToken() returned nothing. It must return a fresh token as a string.',
  },
  {
    mistake: 'A token function that throws',
    html: connect(''),
    script: `link.authorizeToken = () => { throw new Error('a password is wrong'); };`,
    shows: 'unavailable',
    level: 'error',
    line: 'authorizeToken() threw an error (see cause). It must return a fresh token as a string.',
  },
  {
    mistake: 'A token function that never settles',
    html: connect('load-timeout="2000"'),
    script: 'link.authorizeToken = () => new Promise(() => {});',
    shows: 'unavailable',
    level: 'error',
    line: 'authorizeToken() did not return within load-timeout (2000 ms). It must return a fresh token as a string.',
  },
  {
    mistake: 'Two elements with the same `authorize-token`',
    html: connect('authorize-token="t-1"') + connect('authorize-token="t-1"'),
    shows: 'expired',
    level: 'error',
    line: 'The authorize token was already used: tokens are single use. Set authorizeToken to a function that returns a fresh token.',
  },
  {
    mistake: 'JSON as `params`',
    html: connect(`params='{"consentEnable":true}'`),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'params must be a query string such as "a=1&b=2". Set an object as a property instead.',
  },
  {
    mistake: 'A parameter that the element sets itself: `params="authorizeToken=…"`',
    html: connect('params="authorizeToken=t-1"'),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'params must not contain "authorizeToken": use the authorize-token attribute or the authorizeToken property.',
  },
  {
    mistake: 'A credential in the page: `client-secret="…"`',
    html: connect('client-secret="s-1"'),
    script: token,
    shows: 'unavailable',
    level: 'error',
    line: 'The attribute "client-secret" looks like a credential, and anyone can read this page. Keep it on your server.',
  },
  {
    mistake: 'A `providers` function that fails',
    html: '<flinks-link flow="auto" instance="toolbox"></flinks-link>',
    script: `${token} link.authorizeUrl = () => 'https://ob.example/?state=s'; link.providers = () => fetch('/none').then(response => response.text());`,
    shows: 'try again',
    level: 'warning',
    line: `providers() returned an empty string. It must return Flinks' /providers JSON, or a list of { id, name }.`,
  },
  {
    mistake: 'A Content-Security-Policy without `frame-src` for Connect',
    html: connect(''),
    script: token,
    headers: { 'content-security-policy': inFrame },
    shows: 'unavailable',
    level: 'error',
    line: "This page's Content-Security-Policy blocks Connect. Add its origin to frame-src: https://toolbox-iframe.private.fin.ag",
  },
  {
    mistake: 'A page with Cross-Origin-Embedder-Policy',
    html: connect(''),
    script: token,
    headers: { 'cross-origin-embedder-policy': 'require-corp' },
    shows: 'unavailable',
    level: 'error',
    line: "Connect cannot load under this page's Cross-Origin-Embedder-Policy. Remove the header, or set it to unsafe-none.",
  },
  {
    mistake: 'A sandboxed page without `allow-same-origin`',
    html: connect(''),
    script: token,
    sandbox: 'allow-scripts',
    shows: 'unavailable',
    level: 'error',
    line: 'This page has an opaque origin. Serve it over https; if it is sandboxed, add allow-same-origin.',
  },
];
