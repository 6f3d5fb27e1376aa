import { serveFolder } from './harness/serve-folder.js';
import { frameworkApp } from './harness/framework-app.js';

const page = (name, path) => ({
  name,
  path,
  make: () => {},
  serve: project => serveFolder(project.folder),
});

frameworkApp('plain HTML', {
  folders: ['html'],
  builds: [page('one file', '/'), page('import map', '/lit.html')],
});
