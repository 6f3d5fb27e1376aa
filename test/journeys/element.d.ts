// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- globals of the element's sources: no module to import
/// <reference path="../../src/browser/globals.d.ts" />
import type {} from '../../src/element.ts';
