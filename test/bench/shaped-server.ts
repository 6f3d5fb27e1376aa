import http, { type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { listen, stop } from '../simulator/simulator-server.ts';

export interface LineOptions {
  readonly name: string;
  /** Milliseconds before each response. */
  readonly latency: number;
  /** Of bodies, all responses together. */
  readonly bytesPerMs: number;
}

/** The line of one user: what a server sends over it waits, and shares its rate. */
export class Line {
  readonly #options: LineOptions;
  /** When the last byte that is under way will have been sent. */
  #free = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  async send(response: ServerResponse, body: Buffer): Promise<void> {
    const { latency, bytesPerMs } = this.#options;
    if (latency) await sleep(latency);
    if (bytesPerMs === Infinity) return void response.end(body);
    // A packet at a time would ask for finer timers than Node has.
    const chunk = Math.ceil(bytesPerMs * 4);
    for (let at = 0; at < body.length; at += chunk) {
      const part = body.subarray(at, at + chunk);
      const now = performance.now();
      this.#free = Math.max(now, this.#free) + part.length / bytesPerMs;
      await sleep(this.#free - now);
      response.write(part);
    }
    response.end();
  }
}

/** What a server has at an address. */
export interface Resource {
  readonly type: 'text/html' | 'text/javascript';
  /** As it goes over the line, compressed by {@linkcode compress}. */
  readonly body: Buffer;
  /** The browser keeps it for good, as it does a file whose address has a version in it. */
  readonly immutable?: boolean;
}

/** As a content delivery network sends it. */
export const compress = (text: string | Buffer) => gzipSync(text, { level: 9 });

/** A server at the end of a line. `answer` is called at once for each request, with the time of its arrival. */
export async function shapedServer(
  host: string,
  line: Line,
  answer: (url: URL, arrived: bigint) => Resource | undefined,
) {
  const server = http.createServer((request, response) => {
    const arrived = process.hrtime.bigint();
    const resource = answer(new URL(request.url ?? '', `http://${host}`), arrived);
    if (!resource) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': `${resource.type}; charset=utf-8`,
      'content-encoding': 'gzip',
      'content-length': resource.body.length,
      'cache-control': resource.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
    });
    // A browser that has left in the meantime is no failure.
    line.send(response, resource.body).catch(() => response.destroy());
  });
  return { origin: await listen(server, host), close: () => stop(server) };
}
