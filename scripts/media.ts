/** Media features that a test sets; null: back to normal, which is reduced motion. */
export interface Media {
  colorScheme?: 'light' | 'dark' | null;
  reducedMotion?: 'reduce' | 'no-preference' | null;
  forcedColors?: 'active' | 'none' | null;
}

/** In CSS pixels. */
export interface Viewport {
  width: number;
  height: number;
}

/**
 * Whether pages are to keep still. Browsers are launched so: a spinner that turns behind a test takes the processor from it.
 *
 * @param wanted - `no-preference` where a test is about motion
 */
export const isReduced = (wanted: Media['reducedMotion'] | undefined): boolean => wanted !== 'no-preference';
