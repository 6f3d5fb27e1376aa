import { type Build, frameworkApp } from './harness/framework-app.ts';
import { serveFolder } from './harness/serve-folder.ts';

const page = (name: string, path: string): Build => ({
  name,
  path,
  serve: project => serveFolder(project.folder),
});

frameworkApp('plain HTML', {
  folders: ['html'],
  builds: [page('one file', '/'), page('import map', '/lit.html')],
});
