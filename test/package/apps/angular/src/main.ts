import 'flinks-link';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { ManualPage } from './app/manual-page';

bootstrapApplication(location.search === '?manual' ? ManualPage : App).catch((error: unknown) =>
  console.error(error),
);
