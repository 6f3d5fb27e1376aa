/** The value that this share of the samples does not exceed. */
export const percentile = (samples: readonly number[], share: number) =>
  [...samples].sort((a, b) => a - b)[Math.ceil(samples.length * share) - 1] ?? NaN;

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

/** `  12.3 (11.0-14.1)`: the median, and between what half of the samples lie. */
export function spread(samples: readonly number[]) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map(share => percentile(samples, share).toFixed(1));
  return `${middle}`.padStart(7) + ` (${low}-${high})`.padEnd(16);
}
