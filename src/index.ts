import { FlinksLink } from './element/flinks-link.js';

export * from './element.js';

FlinksLink.define();
