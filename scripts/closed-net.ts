import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import selfsigned from 'selfsigned';
import { portOf } from './port-of.ts';

/** @returns its port */
async function listen(server: net.Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return portOf(server);
}

/** Hosts of the real world, all served on loopback with TLS: nothing outside this machine is ever asked. */
export interface ClosedNet {
  /** An HTTP proxy that knows these hosts and refuses all others. */
  proxy: string;
  chromiumArgs: string[];
  firefoxPrefs: Record<string, string | number>;
  /** Other hosts that were asked for. */
  refused: Set<string>;
  close: () => void;
}

export type UpgradeListener = (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;

/** @param hosts - what answers under each name */
export async function closedNet(
  hosts: Record<string, http.RequestListener & { upgrade?: UpgradeListener }>,
): Promise<ClosedNet> {
  const names = Object.keys(hosts);
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: names[0] }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: names.map(value => ({ type: 2, value })) },
    ],
  });
  // Chromium is told to trust this one certificate, and no other, by the hash of its public key.
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  const spki = createHash('sha256').update(publicKey).digest('base64');

  const secure = https.createServer({ key, cert }, (request, response) => {
    const host = hosts[(request.headers.host ?? '').replace(/:\d+$/, '')];
    if (host) host(request, response);
    else response.writeHead(502).end();
  });
  secure.on('upgrade', (request, socket, head) => {
    const { upgrade } = hosts[(request.headers.host ?? '').replace(/:\d+$/, '')] ?? {};
    if (upgrade) upgrade(request, socket, head);
    else socket.destroy();
  });
  const securePort = await listen(secure);

  const refused = new Set<string>();
  const proxy = http.createServer((request, response) => {
    refused.add(new URL(request.url ?? '', 'http://unknown.invalid').host);
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, client, head) => {
    client.on('error', () => {});
    const [name = ''] = (request.url ?? '').split(':');
    if (!hosts[name]) {
      refused.add(name);
      client.end('HTTP/1.1 502 No such host\r\n\r\n');
      return;
    }
    const server = net.connect(securePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.write(head);
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
  });
  const proxyPort = await listen(proxy);

  const rules = names.map(name => `MAP ${name}:443 127.0.0.1:${securePort}`);
  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    chromiumArgs: [
      `--host-resolver-rules=${rules.join(',')},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost,EXCLUDE *.localhost`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
    firefoxPrefs: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
    },
    refused,
    close() {
      for (const server of [secure, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
