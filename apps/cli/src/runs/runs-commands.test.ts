import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunRow } from "@blankfile/tracking";
import { Checkpoints, init, readRows } from "@blankfile/tracking/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { collectGarbage } from "./collect-garbage.ts";
import { compareRuns } from "./compare-runs.ts";
import { findRuns } from "./find-runs.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-runs-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

interface Made {
  lr: number;
  seed: number;
  accuracy: number;
  end?: "finish" | "leave";
}

async function make({ lr, seed, accuracy, end = "finish" }: Made) {
  const run = await init({
    workspace,
    experiment: "test/rates",
    config: { lr, epochs: 3 },
    seed,
    group: `lr-${lr}`,
    code: {},
    metrics: { accuracy: { goal: "maximize" }, rate: {} },
    prediction: { text: "above 90", metric: "accuracy", range: [90, 100] },
  });
  run.log({ accuracy, rate: lr }, { step: 1 });
  if (end === "finish") await run.finish();
  else await run.flush();
  return run;
}

const rows = () => readRows(workspace, Date.now());

describe("compare", () => {
  it("shows the flags that differ, mean ± half of the interval over the seeds, and whether predictions held", async () => {
    for (const [lr, accuracies] of [
      [0.1, [91, 92, 93]],
      [0.5, [80, 95]],
    ] as const)
      for (const [seed, accuracy] of accuracies.entries()) await make({ lr, seed, accuracy });
    // 4.303 · 1/√3 = 2.484 and 12.706 · 10.607/√2 = 95.3, by Student's t.
    const lines = compareRuns(["test/rates"], rows()).split("\n");
    expect(lines[0]).toMatch(/^lr +seeds +accuracy +predicted$/);
    expect(lines).toContainEqual(expect.stringMatching(/^0\.1 +3 +92 ± 2\.484 +3 of 3$/));
    expect(lines).toContainEqual(expect.stringMatching(/^0\.5 +2 +87\.50 ± 95\.30 +1 of 2$/));
  });

  it("stamps one seed, and counts runs that are not finished without their figures", async () => {
    await make({ lr: 0.1, seed: 0, accuracy: 91 });
    await make({ lr: 0.1, seed: 1, accuracy: 12, end: "leave" });
    const text = compareRuns(["lr-0.1"], rows());
    expect(text).toMatch(/1 of 2 +91/);
    expect(text).toMatch(/One seed: where there is no ±, nothing follows about the next seed\.$/);
  });

  it("of a sweep leaves out the seeds that chose nothing, and says so", () => {
    const seed = (seed: number): RunRow => ({
      ...{
        id: `20261104-090507-net-000${seed % 10}`,
        state: "finished",
        experiment: "test/net",
        config: { lr: 1 },
        seed,
      },
      ...{ sweep: "20261104-090507-lr-aaaa", createdAt: seed, attempt: 1, step: 1, updatedAt: seed },
      ...{
        metrics: { acc: { value: seed, step: 1, goal: "maximize" } },
        summary: {},
        points: 1,
        problems: 0,
      },
    });
    const heldOut = (sweep: string) => (sweep === "20261104-090507-lr-aaaa" ? [1002] : []);
    const text = compareRuns(["20261104-090507-lr-aaaa"], [seed(0), seed(1), seed(1002)], heldOut);
    expect(text).toContain("0.5000 ± 6.353");
    expect(text).toContain("Left out: 1 run with held-out seeds");
  });

  it("names what there is where nothing has that name", async () => {
    const { id } = await make({ lr: 0.1, seed: 0, accuracy: 91 });
    expect(findRuns(id.slice(0, -1), rows())).toHaveLength(1);
    expect(() => compareRuns(["nothing"], rows())).toThrow('there is no run "nothing"');
  });
});

describe("gc", () => {
  it("removes checkpoints of finished runs and old files that nobody names, and only when it is told to", async () => {
    const run = await make({ lr: 0.1, seed: 0, accuracy: 91, end: "leave" });
    await new Checkpoints(run).save(new Uint8Array(1000), 1);
    const folder = path.join(run.folder, "artifacts");
    const stray = path.join(folder, "a".repeat(64));
    writeFileSync(stray, "left over");
    utimesSync(stray, 0, 0);
    writeFileSync(path.join(folder, "b".repeat(64)), "somebody is just writing this");
    expect(collectGarbage(workspace, true)).toBe("Nothing to remove."); // It may still go on.
    await run.finish();
    const what = "1 checkpoints of finished runs and 1 files that no run names, 0.0 MB";
    expect(collectGarbage(workspace, false)).toBe(`${what}. Remove them with: blankfile runs gc --yes`);
    expect(existsSync(stray)).toBe(true);
    expect(collectGarbage(workspace, true)).toBe(`Removed ${what}.`);
    expect(readdirSync(folder)).toEqual(["b".repeat(64)]);
    expect(readFileSync(path.join(run.folder, "attempts", "1", "events.jsonl"), "utf8")).toContain(
      "checkpoint",
    );
  });
});
