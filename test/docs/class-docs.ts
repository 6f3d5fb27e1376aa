import { readFileSync } from 'node:fs';
import { root } from './markdown.ts';

const elementClass = readFileSync(`${root}src/element/flinks-link.ts`, 'utf8');

/** What the class says that it has, by a tag of its documentation. */
const documented = (pattern: RegExp): readonly string[] =>
  [...elementClass.matchAll(pattern)].map(([, name = '']) => name);

export const parts = documented(/@csspart ([\w-]+)/g);
export const customProperties = documented(/@cssprop \[?(--[\w-]+)/g);
export const states = documented(/@cssState (\w+)/g);
export const slots = documented(/@slot (\w+) -/g);
