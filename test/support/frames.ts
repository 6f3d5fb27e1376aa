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

/** A frame of nobody's, on an origin of its own, that is ready to post. */
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
