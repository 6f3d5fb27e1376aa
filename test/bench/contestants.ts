import { readFileSync } from 'node:fs';
import { otherScripts } from './others.ts';
import { compress } from './shaped-server.ts';

/** Where Connect is, and the token of one load. */
export interface Target {
  readonly connectUrl: string;
  readonly token: string;
}

/** One way for a page to show the frame of Connect. */
export interface Contestant {
  readonly name: string;
  /** Its one script, compressed. */
  readonly script?: Buffer;
  /** What the body of its page holds. */
  readonly body: (target: Target) => string;
}

const addressOf = ({ connectUrl, token }: Target) => `${connectUrl}?authorizeToken=${token}`;

/** What an integrator writes without us. */
const handMade = `const bank = document.querySelector('#bank');
const frame = document.createElement('iframe');
frame.src = bank.dataset.url;
frame.title = 'Bank login';
frame.width = '100%';
frame.height = '760';
window.addEventListener('message', event => {
  if (event.origin === new URL(frame.src).origin && event.data.step === 'REDIRECT') location.assign('/done');
});
bank.append(frame);
`;

/** A file of the build for script tags. */
export const built = (name: string) => readFileSync(new URL(`../../dist/cdn/${name}.js`, import.meta.url));

/** The name of the contestant that the others are compared with. */
export const measure = 'hand-made';

export async function contestants(): Promise<Contestant[]> {
  const scripted = (name: string, code: string): Contestant => ({
    name,
    script: compress(code),
    body: target => `<div id="bank" data-url="${addressOf(target)}"></div>`,
  });
  const ours = (name: string): Contestant => ({
    name: `${name}.js`,
    script: compress(built(name)),
    body: ({ connectUrl, token }) =>
      `<flinks-link connect-url="${connectUrl}" authorize-token="${token}"></flinks-link>`,
  });
  return [
    {
      name: 'bare iframe',
      body: target => `<iframe title="Bank login" src="${addressOf(target)}"></iframe>`,
    },
    scripted(measure, handMade),
    ours('flinks-connect'),
    ours('flinks-link'),
    ...(await otherScripts()).map(({ name, code }) => scripted(name, code)),
  ];
}

/** Prints what each of them sends. */
export function printSizes(all: readonly Contestant[]) {
  for (const { name, script } of all)
    console.log(`${(script?.length ?? 0).toLocaleString('en').padStart(8)} bytes, gzip -9  ${name}`);
  const outbound = compress(built('flinks-outbound')).length.toLocaleString('en').padStart(8);
  console.log(`${outbound} bytes, gzip -9  flinks-outbound.js, which has no Connect and does not race`);
}
