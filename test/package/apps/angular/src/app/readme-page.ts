import { Component } from '@angular/core';
import { LinkBank } from '../readme/link-bank';

/** The README's component, as it stands there. */
@Component({ selector: 'app-root', imports: [LinkBank], template: '<app-link-bank />' })
export class ReadmePage {}
