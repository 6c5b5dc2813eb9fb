import type { ExperimentDescription } from "../experiment-description.ts";
import type { Experiment } from "./experiment.ts";
import type { FlagTable } from "./flags.ts";

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
