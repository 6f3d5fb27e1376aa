declare module 'virtual:origins' {
  /** Servers of the test run, each on an origin of its own. */
  export const origins: {
    /** The simulator of Flinks: Connect under `/v2/`, the API under `/v3/`. */
    readonly simulator: string;
    /** Its open banking side: `/api/v1/authorize`, and the pages of the banks. */
    readonly outbound: string;
    /** A page that posts to its parent, or its opener, what it is told to. */
    readonly stranger: string;
  };
}

/** How many generated sequences each suite of them runs in a browser. */
declare const __BROWSER_SEQUENCES__: number;
