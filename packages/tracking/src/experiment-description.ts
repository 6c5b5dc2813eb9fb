import type { MetricDefinition } from "./run.ts";

/** What a sweep needs to know before it starts anything. */
export interface ExperimentDescription {
  name: string;
  flags: { name: string; default: string | number | boolean | null; says: string }[];
  variants: string[];
  seeds: number;
  metrics: Record<string, MetricDefinition>;
  /** Whether it counts its steps, so that a run can be paused at a share of them. */
  steps: boolean;
}
