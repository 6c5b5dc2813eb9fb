import { type FoldedRun, foldRun, type RunRecord } from "@blankfile/tracking";

/** A run of ten points a second; `to` steps of 200 so far. */
export function runOf(
  seed: number,
  to: number,
  more: { record?: Partial<RunRecord>; end?: "finished" | "failed"; message?: string } = {},
): FoldedRun {
  const record: RunRecord = {
    format: 1,
    id: `20261104-09050${seed}-mlp-000${seed}`,
    experiment: "nn/digits-mlp",
    config: { variant: "stratified", lr: 0.1 },
    seed,
    createdAt: 1000 * seed,
    code: {},
    steps: 200,
    metrics: { "test/accuracy": { goal: "maximize", unit: "%" } },
    ...more.record,
  };
  const events: object[] = [{ kind: "state", state: "running" }];
  for (let step = 1; step <= to; step++)
    events.push({ kind: "metrics", step, values: { "test/accuracy": 50 + step / 5 + seed, rate: 1 } });
  if (more.end) events.push({ kind: "state", state: more.end, message: more.message });
  const text = events.map((event, i) => JSON.stringify({ seq: i + 1, at: 1000 * seed + 100 * i, ...event }));
  const claim = { format: 1 as const, attempt: 1, claimedAt: 1000 * seed, host: "h", pid: 1, resumedFrom: 0 };
  return foldRun(record, [{ claim, text: `${text.join("\n")}\n` }], { alive: true });
}
