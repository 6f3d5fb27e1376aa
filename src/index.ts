import { FlinksLink } from './element.js';

export * from './element.js';

FlinksLink.define();
