/* eslint-disable no-console -- it is where the library prints */

const { warn } = console;
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...words);
};

/**
 * The OAuth library, without the line that it prints when it is loaded by a release of Node that is older than its authors
 * support. It has no setting for that line, and works with every release that this package supports.
 */
export const { errors, interactionPolicy, Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn;
});
