import { spawn } from 'node:child_process';
import http from 'node:http';

/**
 * An app's own server, as its framework starts it, and a reverse proxy in front of it.
 *
 * @param {import('./project.js').Project} project
 * @param {string[]} args - what Node is started with, in the project's folder
 * @returns {Promise<{ site: import('node:http').RequestListener, log: () => string, stop: () => Promise<void> }>}
 */
export async function startServer(project, args) {
  const child = spawn(process.execPath, args, {
    cwd: project.folder,
    env: project.environment({ NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise(resolve => child.once('close', resolve));
  let output = '';
  const port = await new Promise((resolve, reject) => {
    const read = chunk => {
      output += chunk;
      const [, found] = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(output) ?? [];
      if (found && /ready/i.test(output)) resolve(Number(found));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void ended.then(() => reject(new Error(`The app's server has ended:\n${output}`)));
  });
  return {
    log: () => output,
    site(request, response) {
      const { method, url: path, headers } = request;
      const onward = http.request({ host: '127.0.0.1', port, method, path, headers }, answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.writeHead(502).end());
      request.pipe(onward);
    },
    async stop() {
      process.off('exit', kill);
      child.kill();
      await ended;
    },
  };
}
