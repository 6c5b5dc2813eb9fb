import type { RunRow } from "../run-row.ts";

let made = 0;

/** A finished run whose accuracy is `value`. */
export function row(seed: number, value: number | "NaN", more: Partial<RunRow> = {}): RunRow {
  made += 1;
  return {
    id: `20261104-090507-net-${String(made).padStart(4, "0")}`,
    state: "finished",
    experiment: "test/net",
    config: { lr: 0.1, epochs: 3 },
    seed,
    createdAt: made,
    attempt: 1,
    step: 3,
    updatedAt: made,
    metrics: { accuracy: { value, step: 3, goal: "maximize" } },
    summary: {},
    points: 3,
    problems: 0,
    ...more,
  };
}
