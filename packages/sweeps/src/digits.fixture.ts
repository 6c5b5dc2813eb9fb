import type { ExperimentDescription } from "@blankfile/tracking";
import { readSweepFile, type SweepPlan } from "./sweep-file.ts";

/** An experiment as `--describe` tells of it. */
export const digits: ExperimentDescription = {
  name: "nn/digits-mlp",
  flags: [
    { name: "hidden", default: 64, says: "units" },
    { name: "batch", default: 32, says: "images a step" },
    { name: "lr", default: 0.05, says: "step size" },
    { name: "optimizer", default: "sgd", says: "which" },
    { name: "nesterov", default: false, says: "look ahead" },
  ],
  variants: ["stratified", "writers"],
  seeds: 3,
  metrics: { "test/accuracy": { goal: "maximize", unit: "%" }, "test/loss": { goal: "minimize" }, rate: {} },
  steps: true,
};

export function planOf(text: string): SweepPlan {
  return readSweepFile(`experiment: nn/digits-mlp\n${text}`, "trial", digits);
}
