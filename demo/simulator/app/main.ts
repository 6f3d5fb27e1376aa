import type { ConnectData } from '../connect/page.js';
import { planIn, takeStep } from './autopilot.js';
import { finish } from './finish.js';
import { Flow } from './flow.js';
import { createHost } from './host.js';
import { languageOf } from './language/language.js';
import { messagesFor } from './language/messages.js';
import { mount } from './mount.js';
import { result } from './screens/notices.js';
import { Server } from './server.js';
import { createShell } from './shell.js';

// Written by the simulator into this very page.
const data: ConnectData = JSON.parse(document.querySelector('#connect-data')?.textContent ?? '{}');
const messages = messagesFor(data.parameters);
const plan = planIn(data.simulation);
const shell = createShell(data, messages, { onClose: () => flow.close() });

const flow = new Flow({
  data,
  messages,
  server: new Server(data.run),
  post: createHost(data),
  busy: shell.busy,
  finish,
  show(screen) {
    shell.show(screen);
    // The next step only when this one is done: its messages come first.
    if (plan !== null) queueMicrotask(() => takeStep(plan, flow, screen.name));
  },
});

if (data.view === 'result') {
  const institution = data.institutions.find(({ name }) => name === data.preselected);
  flow.show(result(flow, institution?.[languageOf(data.parameters)] ?? ''));
} else void mount(flow);
