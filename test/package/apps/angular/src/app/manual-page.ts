import { Component } from '@angular/core';
import { LinkBank } from '../manual/link-bank';

/** The manual's component, as it stands there. */
@Component({ selector: 'app-root', imports: [LinkBank], template: '<app-link-bank />' })
export class ManualPage {}
