import type { MetricPoint } from "@blankfile/tracking";

/** An attempt began behind a step: points of earlier attempts behind it no longer count. */
export interface Cut {
  attempt: number;
  step: number;
}

/** What came of one run. */
export interface Change {
  run: string;
  points: MetricPoint[];
  cuts: Cut[];
}
