import { createServer } from 'node:http';
import { createSimulator } from './index.js';

const port = Number(process.env['PORT'] ?? 4100);
const { app, customerId, secretKey, apiKey } = createSimulator();

createServer(app.callback()).listen(port, '127.0.0.1', () => {
  // eslint-disable-next-line no-console -- a command-line tool speaks
  console.log(
    [
      `Flinks simulator on http://127.0.0.1:${port} (no real bank)`,
      `  FLINKS_API_URL=http://127.0.0.1:${port}`,
      `  FLINKS_CONNECT_URL=http://127.0.0.1:${port}/v2/`,
      `  FLINKS_CUSTOMER_ID=${customerId}`,
      `  FLINKS_SECRET_KEY=${secretKey}`,
      `  FLINKS_API_KEY=${apiKey}`,
    ].join('\n'),
  );
});
