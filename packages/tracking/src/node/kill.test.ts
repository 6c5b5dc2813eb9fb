import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { readRun } from "./run-folder.ts";

const trainer = path.join(import.meta.dirname, "trainer.fixture.ts");
const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-kill-"));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(workspace, { recursive: true });
});

/** Uniform numbers from a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

function start(id: string, fromStep: number) {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", trainer, workspace, id, String(fromStep)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  children.add(child);
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  /** The last step that the training printed as acknowledged. */
  const acknowledged = () => Number(printed.slice(0, printed.lastIndexOf("\n")).split("\n").at(-1));
  return { child, closed, acknowledged };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

function steps(id: string): number[] {
  return (readRun(workspace, id, Date.now()).metrics.get("loss") ?? []).map((point) => point.step);
}

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it("kill -9 at ten random moments: every acknowledged step is there once, and the run goes on", {
  timeout: 300_000,
}, async () => {
  const id = "20261104-090507-kill-0001";
  const uniform = random(7);
  let from = 0;
  let highest = 0;
  for (let round = 0; round < 10; round++) {
    const { child, closed, acknowledged } = start(id, from);
    // Every other time anywhere from the start on, else only once it trains.
    if (round % 2 === 1) await until(() => acknowledged() >= from + 60);
    await sleep(uniform() * (round % 2 === 1 ? 150 : 450));
    child.kill("SIGKILL");
    await closed;

    const run = readRun(workspace, id, Date.now());
    const last = run.metrics.get("loss")?.at(-1)?.step ?? 0;
    expect(last).toBeGreaterThanOrEqual(acknowledged());
    expect(steps(id)).toEqual(oneTo(last));
    expect(run.problems.filter((problem) => !problem.startsWith("run.json"))).toEqual([]);
    if (run.attempt > 0) expect(run.state).toBe("lost");
    highest = Math.max(highest, last);
    // Resume from a checkpoint that lies a little back.
    from = Math.max(0, last - Math.floor(uniform() * 30));
  }
  const run = readRun(workspace, id, Date.now());
  expect(run.attempt).toBeGreaterThanOrEqual(5);
  expect(highest).toBeGreaterThanOrEqual(60);
  // Each point was made by the last attempt that had not yet resumed behind it: the numbers of attempts only rise.
  const attempts = run.metrics.get("attempt")!.map((point) => Number(point.value));
  expect(attempts).toEqual([...attempts].sort((a, b) => a - b));
});

it.skipIf(process.platform === "win32")(
  "a process that slept through its takeover changes nothing",
  async () => {
    const id = "20261104-090507-kill-0002";
    const stale = start(id, 0);
    await until(() => stale.acknowledged() >= 40);
    stale.child.kill("SIGSTOP");
    const from = 20;
    const next = start(id, from);
    await until(() => next.acknowledged() >= 100);
    const before = stale.acknowledged();
    stale.child.kill("SIGCONT");
    await until(() => stale.acknowledged() > before + 200);
    for (const one of [stale, next]) one.child.kill("SIGKILL");
    await Promise.all([stale.closed, next.closed]);

    const run = readRun(workspace, id, Date.now());
    const points = run.metrics.get("attempt")!;
    expect(points.map((point) => point.step)).toEqual(oneTo(points.length));
    expect(points.map((point) => Number(point.value))).toEqual(
      points.map(({ step }) => (step <= from ? 1 : 2)),
    );
    const file = path.join(workspace, "runs", id, "attempts", "1", "events.jsonl");
    expect(readFileSync(file, "utf8").trimEnd().split("\n").length).toBeGreaterThan(before);
  },
);
