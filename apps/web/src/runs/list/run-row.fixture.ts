/** Rows of runs as the tests of this room need them. */
import type { MetricValue, RunRow } from "@blankfile/tracking";

interface Given extends Partial<Omit<RunRow, "metrics">> {
  metrics?: Record<string, number | "NaN" | "Infinity" | "-Infinity" | MetricValue>;
}

export function rowFixture({ metrics = {}, ...given }: Given = {}): RunRow {
  return {
    id: "20260101-000000-mlp-0000",
    state: "finished",
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    createdAt: 1000,
    attempt: 1,
    step: 10,
    updatedAt: 3000,
    summary: {},
    points: 10,
    problems: 0,
    ...given,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([key, value]) => [
        key,
        typeof value === "object" ? value : { value, step: 10 },
      ]),
    ),
  };
}
