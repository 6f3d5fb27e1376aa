import { FrameBox } from '../../frame/frame-box.js';
import { connectUrl } from '../../protocol/connect-url.js';
import { connectBaseUrl } from '../../protocol/endpoints.js';
import { deliver } from '../../returns/deliver.js';
import type { FlowDefinition } from '../../session/flow.js';
import { ConnectRun } from './connect-run.js';

/** The frame of Flinks Connect, in which the user signs in with their bank's credentials (Flinks: flinks-connect). */
export const connect: FlowDefinition<FrameBox> = {
  name: 'connect',
  settings: [
    'instance',
    'connectUrl',
    'authorizeToken',
    'demo',
    'theme',
    'customerName',
    'tag',
    'institution',
    'requestId',
    'params',
    'redirectUri',
    'allow',
    'sandbox',
  ],
  start: 'page',
  stateParams: ['flinks_state'],

  missing({ instance, connectUrl, authorizeToken: token }, consumed) {
    const hasToken = typeof token === 'function' || (token !== undefined && !consumed.has(token));
    return [
      ...(instance || connectUrl ? [] : [['instance', 'connectUrl'] as const]),
      ...(hasToken ? [] : [['authorizeToken'] as const]),
    ];
  },
  destination: connectBaseUrl,
  check: settings => void connectUrl({ ...settings, authorizeToken: '' }),
  createView: host => new FrameBox(host),

  run(context, host, { resume }) {
    if (!resume) return new ConnectRun(context, host);
    deliver(context, resume, Date.now());
    return { retry() {} };
  },
};
