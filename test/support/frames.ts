import { origins } from 'virtual:origins';
import { mintToken } from './connect.js';

/** The next message from a window, whatever it says. */
export const messageFrom = (source: () => Window | null): Promise<MessageEvent> =>
  new Promise(resolve => {
    addEventListener('message', function listener(event) {
      if (event.source === null || event.source !== source()) return;
      removeEventListener('message', listener);
      resolve(event);
    });
  });

async function frameAt(src: string, parent: Element = document.body): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.src = src;
  parent.append(frame);
  await messageFrom(() => frame.contentWindow);
  return frame;
}

/** A frame at a third party's origin, ready to post. */
export const strangerFrame = (): Promise<HTMLIFrameElement> => frameAt(origins.stranger);

/** A frame at the right origin that is not the element's own, ready to post. */
export const otherConnectFrame = async (): Promise<HTMLIFrameElement> =>
  frameAt(`${origins.simulator}/v2/?authorizeToken=${await mintToken({ simulate: 'puppet' })}`);

/** Lets a frame post `payload` to this page, and waits until it has arrived. */
export async function letPost(frame: HTMLIFrameElement, payload: unknown): Promise<void> {
  const arrived = messageFrom(() => frame.contentWindow);
  frame.contentWindow?.postMessage({ post: { payload }, simulator: 'post', payload }, '*');
  await arrived;
}

/** Keeps the page so busy that a frame is gone before the page hears what it said. */
export function stall(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The next message that `wanted` takes, and whether it named a source when it came. */
const nextMessage = (wanted: (event: MessageEvent) => boolean): Promise<{ sourceless: boolean }> =>
  new Promise(resolve => {
    addEventListener('message', function listener(event) {
      if (!wanted(event)) return;
      removeEventListener('message', listener);
      resolve({ sourceless: event.isTrusted && event.source === null });
    });
  });

/**
 * Lets a stranger's frame post `payload`, and removes the frame before this page hears it: a trusted message whose source
 * is null, in every engine. Fulfilled when it has been heard.
 */
export async function postSourceless(payload: unknown): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const frame = await strangerFrame();
    const heard = nextMessage(({ origin }) => origin === origins.stranger);
    frame.contentWindow?.postMessage({ post: { payload } }, origins.stranger);
    // The order must have left for the frame's process (one task), or been carried out in this one (WebKit: two).
    for (let task = 0; task <= attempt % 2; task++) {
      const come = nextMessage(({ data }) => data === frame.src);
      window.postMessage(frame.src, location.origin);
      await come;
    }
    const busy = 50 * (attempt + 1);
    stall(busy);
    frame.remove();
    // It never comes from a frame that was gone before it spoke, and comes with its source where it was faster than that.
    const late = new Promise<undefined>(resolve => setTimeout(resolve, busy));
    if ((await Promise.race([heard, late]))?.sourceless) return;
  }
  throw new Error('no message without a source has come');
}
