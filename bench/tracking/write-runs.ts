import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { makeRunId } from "@blankfile/tracking";

export interface Shape {
  runs: number;
  steps: number;
  metrics: number;
}

/** Finished runs as files, as if trainings had written them: as many points as runs × steps × metrics. Returns their ids. */
export function writeRuns(workspace: string, { runs, steps, metrics }: Shape): string[] {
  const keys = Array.from({ length: metrics }, (_, i) => `metric/${i}`);
  const start = Date.UTC(2026, 0, 1);
  return Array.from({ length: runs }, (_, n) => {
    const createdAt = start + n * 1000;
    const id = makeRunId("bench/tracking", createdAt, new Uint8Array([n, n >> 5, n >> 10, 0]));
    const folder = path.join(workspace, "runs", id);
    const attempt = path.join(folder, "attempts", "1");
    mkdirSync(attempt, { recursive: true });
    writeFileSync(
      path.join(folder, "run.json"),
      JSON.stringify({
        format: 1,
        id,
        experiment: "bench/tracking",
        config: { lr: 10 ** -(1 + (n % 5)), width: 16 * (1 + (n % 7)) },
        seed: n % 3,
        group: `group-${Math.floor(n / 3)}`,
        createdAt,
        code: {},
        steps,
        metrics: { "metric/0": { goal: "maximize" } },
      }),
    );
    writeFileSync(
      path.join(attempt, "claim.json"),
      JSON.stringify({
        format: 1,
        attempt: 1,
        claimedAt: createdAt,
        host: hostname(),
        pid: 1,
        resumedFrom: 0,
      }),
    );
    const lines = [JSON.stringify({ seq: 1, at: createdAt, kind: "state", state: "running" })];
    for (let step = 1; step <= steps; step++) {
      const values = Object.fromEntries(keys.map((key, i) => [key, Math.sin(step / 50 + i + n)]));
      lines.push(JSON.stringify({ seq: step + 1, at: createdAt + step, kind: "metrics", step, values }));
    }
    lines.push(JSON.stringify({ seq: steps + 2, at: createdAt + steps, kind: "state", state: "finished" }));
    writeFileSync(path.join(attempt, "events.jsonl"), `${lines.join("\n")}\n`);
    return id;
  });
}
