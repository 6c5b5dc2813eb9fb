import type { RunRow } from "@blankfile/tracking";

/** A finished run whose loss is `value`. */
export function row(id: string, seed: number, value: number | "NaN", more: Partial<RunRow> = {}): RunRow {
  return {
    id,
    state: "finished",
    experiment: "test/net",
    config: { lr: 0.1 },
    seed,
    createdAt: seed,
    attempt: 1,
    step: 3,
    updatedAt: seed,
    metrics: { loss: { value, step: 3, goal: "minimize" } },
    summary: {},
    points: 3,
    problems: 0,
    ...more,
  };
}
