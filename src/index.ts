import { FlinksLink } from './flinks-link.js';

export * from './element.js';

FlinksLink.define();
