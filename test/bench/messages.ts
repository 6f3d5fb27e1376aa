import type * as Protocol from '../../src/protocol/index.ts';
import { median } from './samples.ts';

const login = {
  step: 'REDIRECT',
  institution: 'FlinksCapital',
  url: 'https://example.com/thanks?loginId=8b35f6c8-e7b6-41d3-98f8-08d68b7f8d31&accountId=a,b&institution=FlinksCapital',
};

/** What is called, by name; the first is the measure. */
async function payloads() {
  /** The build, by the types of its source. */
  const { connectUrl, parseConnectMessage }: typeof Protocol = await import(
    new URL('../../dist/protocol/index.js', import.meta.url).href
  );
  const asText = JSON.stringify(login);
  const huge = Object.fromEntries(Array.from({ length: 600_000 }, (_, index) => [`k${index}`, index]));
  return {
    'JSON.parse of the text (the measure)': () => JSON.parse(asText),
    'a step': () => parseConnectMessage({ step: 'INSTITUTION_SELECTED', institution: 'RBC' }),
    'a login, as an object': () => parseConnectMessage(login),
    'a login, as text': () => parseConnectMessage(asText),
    'noise of an extension': () => parseConnectMessage({ target: 'metamask-inpage', data: {} }),
    '600,000 fields that are not ours': () => parseConnectMessage(huge),
    'the address of the frame': () =>
      connectUrl({ instance: 'toolbox', demo: true, authorizeToken: 't', tag: 'a b' }),
  };
}

/** Median nanoseconds of one call, over 15 samples. */
function measure(call: () => unknown): number {
  const samples = Array.from({ length: 15 }, () => {
    const rounds = 20_000;
    const start = process.hrtime.bigint();
    for (let round = 0; round < rounds; round++) call();
    return Number(process.hrtime.bigint() - start) / rounds;
  });
  return median(samples);
}

/** Prints what it costs to read messages, in units of the first line. */
export async function benchMessages() {
  let unit: number | undefined;
  console.log('Reading messages, in units of the first line');
  for (const [name, call] of Object.entries(await payloads())) {
    measure(call);
    const nanoseconds = measure(call);
    unit ??= nanoseconds;
    console.log(`${(nanoseconds / unit).toFixed(2).padStart(8)}  ${name} (${nanoseconds.toFixed(0)} ns)`);
  }
}
