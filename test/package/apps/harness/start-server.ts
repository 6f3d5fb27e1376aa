import { spawn } from 'node:child_process';
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { UpgradeListener } from '../../../../scripts/closed-net.ts';
import type { Site } from './framework-app.ts';
import type { Project } from './project.ts';

/** A server that runs. */
export interface AppServer {
  site: Site;
  /** All that it has printed. */
  log: () => string;
  stop: () => Promise<void>;
}

/**
 * An app's own server, as its framework starts it, behind a reverse proxy.
 *
 * @param args - what Node is started with, in the project's folder
 */
export async function startServer(project: Project, args: string[]): Promise<AppServer> {
  // A group of its own: what it starts goes with it.
  const child = spawn(process.execPath, args, {
    cwd: project.folder,
    env: project.environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-Number(child.pid), 'SIGKILL');
  };
  process.once('exit', kill);
  const ended = new Promise(resolve => child.once('close', resolve));

  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: string) => {
      output += chunk;
      const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
      if (found && output.includes('Ready')) resolve(Number(found));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void ended.then(() => reject(new Error(`The app's server has ended:\n${output}`)));
  });

  return {
    site: proxyTo(port),
    log: () => output,
    async stop() {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

function proxyTo(port: number): Site {
  const onward = ({ method, url: path, headers }: IncomingMessage) =>
    http.request({ host: '127.0.0.1', port, method, path, headers });

  const site: RequestListener = (request, response) => {
    const asked = onward(request).on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  };
  const upgrade: UpgradeListener = (request, socket, head) => {
    const asked = onward(request).on('upgrade', (answer, tunnel, first) => {
      const headers = answer.rawHeaders.map((text, index) => (index % 2 ? `${text}\r\n` : `${text}: `));
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`);
      socket.write(first);
      tunnel.write(head);
      for (const [from, to] of [
        [tunnel, socket],
        [socket, tunnel],
      ] as const)
        from.on('error', () => to.destroy()).pipe(to);
    });
    asked.on('error', () => socket.destroy());
    asked.end();
  };
  return Object.assign(site, { upgrade });
}
