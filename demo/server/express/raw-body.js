import { Refusal } from '../refusal.js';

/**
 * The exact bytes of a request: a signature is over them, and parsing first would lose them.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit in bytes
 * @returns {Promise<Buffer>}
 * @throws {Refusal} as soon as there are more, whatever the request said about its length
 */
export async function readRawBody(request, limit) {
  const tooLarge = new Refusal(413, 'too-large', 'The body is larger than this server takes.');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
