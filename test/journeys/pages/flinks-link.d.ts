/** The built file, as it is served to our pages. */
declare module '*/flinks-link.js' {}

/** The build's component, by the types of its source: the build may not be there when types are checked. */
declare module 'flinks-link/react' {
  /* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module imports nothing by a relative path */
  export const FlinksLink: typeof import('../../../src/react.js').FlinksLink;
  export type FlinksLinkProps = import('../../../src/react.js').FlinksLinkProps;
}
