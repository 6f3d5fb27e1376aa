/** A rule of the security code, and a single change that breaks it. */
export interface Rule {
  /** What holds, in one plain sentence. */
  readonly rule: string;
  /** The file that holds it. */
  readonly file: string;
  /** Source text of the file, which occurs in it once. */
  readonly from: string;
  /** What takes its place. The file must still parse. */
  readonly to: string;
  /** The test file that fails then. It must test what is in `src`, or the callback page. */
  readonly suite: string;
  /** The engine in which the suite runs; Chromium if it is left out. */
  readonly engine?: 'firefox' | 'webkit';
  /** Why the change is not noticed: what else holds the rule. The suite is expected to pass then. */
  readonly shadowedBy?: string;
}

/** The source with the change in it. @throws where the text to be changed does not occur exactly once */
export function changed({ rule, file, from, to }: Rule, source: string): string {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length)
    throw new Error(`${file} must hold the text of "${rule}" once.`);
  return before + to + after;
}
