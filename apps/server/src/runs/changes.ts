import type { MetricPoint, RunRecord } from "@blankfile/tracking";

/** An attempt began behind a step: points of earlier attempts behind it no longer count. */
export interface Cut {
  attempt: number;
  step: number;
}

export interface RunDetails {
  record?: RunRecord;
  problems: string[];
  texts: unknown[];
  tables: unknown[];
  notes: unknown[];
  /** Histograms, images, curves, …: whole, or by their artifact's hash. */
  values: unknown[];
  artifacts: unknown[];
  uses: unknown[];
  /** How metrics are to be read, those of later too. */
  definitions: Record<string, unknown>;
  /** CPU and memory over time by name, at most 500 samples of each. */
  system: Record<string, { at: number; value: number }[]>;
  /** Kinds of events that this version does not know. */
  later: Record<string, number>;
}

/** What came of one run. */
export interface Change {
  run: string;
  points: MetricPoint[];
  cuts: Cut[];
}
