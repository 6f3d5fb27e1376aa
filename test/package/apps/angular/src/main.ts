import 'flinks-link';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { ReadmePage } from './app/readme-page';

bootstrapApplication(location.search === '?readme' ? ReadmePage : App).catch((error: unknown) =>
  console.error(error),
);
