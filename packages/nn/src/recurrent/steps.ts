/** One step of a walk over packed rows: it computes rows `start` to `start` + `size`, and stands at place `t` of the sequences. */
export interface Step {
  readonly t: number;
  readonly start: number;
  readonly size: number;
}

/**
 * The steps over rows that are packed by time: `batchSizes[t]` says how many sequences are longer than t, never more than before.
 * In `reverse` the walk begins at the last step of the longest.
 */
export function stepsOf(batchSizes: readonly number[], reverse: boolean): Step[] {
  let start = 0;
  const steps = batchSizes.map((size, t) => {
    start += size;
    return { t, start: start - size, size };
  });
  return reverse ? steps.reverse() : steps;
}
