import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

/**
 * The exact bytes of a request: a signature is over them, and parsing first would lose them.
 *
 * @param limit - in bytes
 * @throws {Refusal} as soon as there are more, whatever the request said about its length
 */
export async function readRawBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = new Refusal(413, 'too-large', 'The body is larger than this server takes.');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('The bytes of the body were decoded already.');
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
