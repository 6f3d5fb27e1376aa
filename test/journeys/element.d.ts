// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- globals of the element's sources: no module to import
/// <reference path="../../src/globals.d.ts" />
import type {} from '../../src/flinks-link.ts';
