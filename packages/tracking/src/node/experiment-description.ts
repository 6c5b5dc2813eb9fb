import type { MetricDefinition } from "../run.ts";
import type { Experiment } from "./experiment.ts";
import type { FlagTable } from "./flags.ts";

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

/** What `--describe` prints. */
export function describe<Table extends FlagTable>(spec: Experiment<Table>): ExperimentDescription {
  const { name, variants, seeds, metrics } = spec;
  const flags = Object.entries(spec.flags).map(([name, flag]) => ({
    name,
    default: flag.default ?? null,
    says: flag.says,
  }));
  return { name, flags, variants: [...variants], seeds, metrics, steps: spec.steps !== undefined };
}
