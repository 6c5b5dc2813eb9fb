import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { makeRunId } from "@blankfile/tracking";

interface Shape {
  runs: number;
  steps: number;
  metrics: number;
}

/** Finished runs as files, as if trainings had written them: runs × steps × metrics points. Returns their ids. */
export function writeRuns(workspace: string, { runs, steps, metrics }: Shape): string[] {
  const keys = Array.from({ length: metrics }, (_, i) => `metric/${i}`);
  return Array.from({ length: runs }, (_, n) => {
    const createdAt = Date.UTC(2026, 0, 1) + n * 1000;
    const id = makeRunId("bench/tracking", createdAt, new Uint8Array([n, n >> 5, n >> 10, 0]));
    const attempt = path.join(workspace, "runs", id, "attempts", "1");
    mkdirSync(attempt, { recursive: true });
    const keep = (file: string, value: unknown) => writeFileSync(file, JSON.stringify(value));
    keep(path.join(workspace, "runs", id, "run.json"), {
      ...{ format: 1, id, experiment: "bench/tracking", createdAt, steps, code: {} },
      config: { lr: 10 ** -(1 + (n % 5)), width: 16 * (1 + (n % 7)) },
      seed: n % 3,
      group: `group-${Math.floor(n / 3)}`,
      metrics: { "metric/0": { goal: "maximize" } },
    });
    const owner = { host: hostname(), pid: 1, resumedFrom: 0 };
    keep(path.join(attempt, "claim.json"), { format: 1, attempt: 1, claimedAt: createdAt, ...owner });
    const events: object[] = [{ kind: "state", state: "running" }];
    for (let step = 1; step <= steps; step++) {
      const values = Object.fromEntries(keys.map((key, i) => [key, Math.sin(step / 50 + i + n)]));
      events.push({ kind: "metrics", step, values });
    }
    events.push({ kind: "state", state: "finished" });
    const lines = events.map(
      (event, i) => `${JSON.stringify({ seq: i + 1, at: createdAt + i, ...event })}\n`,
    );
    writeFileSync(path.join(attempt, "events.jsonl"), lines.join(""));
    return id;
  });
}
