import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Philox } from "@blankfile/tensor";
import type { FoldedRun } from "@blankfile/tracking";
import { listRunIds, readResults, readRun } from "@blankfile/tracking/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const file = path.join(import.meta.dirname, "digits-mlp.ts");
const repository = path.join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(path.join(tmpdir(), "blankfile-digits-"));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

let count = 0;
function workspace(): string {
  return mkdtempSync(path.join(folder, `${count++}-`));
}

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, said, ended };
}

async function finish(...args: string[]) {
  const { said, ended } = start(...args);
  return { code: await ended, ...said };
}

const read = (in_: string, id: string) => readRun(in_, id, Date.now());
const only = (in_: string) => read(in_, listRunIds(in_)[0]!);

/** Everything that a run found: each metric's points, and the last checkpoint's hash. */
function numbers(run: FoldedRun) {
  const metrics = [...run.metrics].map(([key, points]) => [
    key,
    points.map(({ step, value }) => [step, value]),
  ]);
  return { metrics: Object.fromEntries(metrics), checkpoint: run.texts.at(-1)!.text, summary: run.summary };
}

const golden = JSON.parse(readFileSync(path.join(repository, "golden/nn/digits-mlp.json"), "utf8")).values;

describe("the bar", () => {
  it("is PyTorch's mean of ten seeds less 0.3, of the same training", () => {
    expect(golden.stratified.accuracy).toHaveLength(10);
    const { claims, config } = readResults(repository, "nn/digits-mlp")!;
    expect(claims[0]!.text).toContain(`at least ${(golden.stratified.mean - 0.3).toFixed(2)} %`);
    expect(config).toEqual({ seeds: 3, ...golden.config });
  });

  it("below it, the exit code is 1; each seed is a run of its own numbers", async () => {
    const in_ = workspace();
    const args = ["--seeds", "2", "--epochs", "1"];
    const { code, out } = await finish("--workspace", in_, ...args);
    expect(out).toMatch(/missed {2}accuracy on the stratified split/);
    expect(code).toBe(1);
    const all = listRunIds(in_).map((id) => read(in_, id));
    const runs = all.filter((run) => run.record!.config.variant === "stratified");
    expect(runs.map((run) => run.record!.seed).sort()).toEqual([0, 1]);
    expect(numbers(runs[0]!).metrics).not.toEqual(numbers(runs[1]!).metrics);
    expect(runs[0]!.record!.command).toBe("npx blankfile run nn/digits-mlp --epochs 1 --seeds 2");
  });
});

describe("a launch", () => {
  it("trains on both splits, each a group, with a prediction locked before the first step", async () => {
    const in_ = workspace();
    const { code, out } = await finish("--workspace", in_, "--smoke", "--group", "g");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^stratified .*one seed, no interval[\s\S]*\nwriters /),
    ]);
    const runs = listRunIds(in_).map((id) => read(in_, id));
    expect(runs.map((run) => run.record!.group).sort()).toEqual(["g", "g-writers"]);
    for (const run of runs) {
      expect(run).toMatchObject({ state: "finished", step: 90, problems: [], attempt: 1 });
      expect(run.metrics.get("train/loss")).toHaveLength(90);
      expect(run.metrics.get("test/accuracy")!.map(({ step }) => step)).toEqual([45, 90]);
      const { config, prediction, steps } = run.record!;
      expect(steps).toBe(90);
      expect(prediction!.lockedAt).toBeLessThanOrEqual(run.metrics.get("train/loss")![0]!.at);
      const { mean, sd } = golden[config.variant as string];
      for (const [i, end] of [mean - 2 * sd, mean + 2 * sd].entries())
        expect(prediction!.range![i]).toBeCloseTo(end, 1);
    }
  });

  it("locks what the learner predicts", async () => {
    const in_ = workspace();
    await finish("--workspace", in_, "--smoke", "--variants", "writers", "--prediction", "Below 90 %.");
    expect(only(in_).record!.prediction).toMatchObject({ text: "Below 90 %." });
  });
});

describe("wrong calls end with exit code 2, say what is needed, and leave nothing behind", () => {
  const wrong: [string, RegExp][] = [
    ["--sedes 5", /there is no --sedes; did you mean --seeds\?/],
    ["--seeds 0", /--seeds 0, a whole number from 1 is needed/],
    ["--epochs 1.5", /--epochs 1.5, a whole number from 1/],
    ["--lr fast", /--lr fast, a number is needed/],
    ["--lr -1", /--lr -1, a number above 0/],
    ["--momentum 1", /--momentum 1, a number from 0 to below 1/],
    ["--variants random", /--variants random, one of the experiment's is needed; .*stratified, writers/],
    ["--results --seeds 1", /--results with others, the defaults are needed/],
    ["--resume 20261104-090507-mlp-0001", /there is no run "20261104-090507-mlp-0001"/],
    ["--smoke --epochs 9", /--smoke with --epochs/],
  ];
  it.concurrent.each(wrong)("%s", async (args, message) => {
    const in_ = workspace();
    const { code, err } = await finish("--workspace", in_, ...args.split(" "));
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(readdirSync(in_)).toEqual([]);
  });

  it("no workspace", async () => {
    expect(await finish("--smoke")).toMatchObject({ code: 2, err: expect.stringMatching(/no --workspace/) });
  });
});

it("--help lists every flag with its default", async () => {
  const { code, out } = await finish("--help");
  expect(code).toBe(0);
  expect(out).toContain("--lr          the step size of SGD (0.05)");
});

describe("a run that was stopped", () => {
  const args = ["--variants", "stratified", "--seeds", "1", "--epochs", "60"];
  let uninterrupted: ReturnType<typeof numbers>;
  beforeAll(async () => {
    const in_ = workspace();
    await finish("--workspace", in_, ...args);
    uninterrupted = numbers(only(in_));
    expect(uninterrupted.metrics["train/loss"]).toHaveLength(60 * 45);
  });

  it("by kill -9, again and again, ends with the numbers of one that never was, bit for bit", async () => {
    const in_ = workspace();
    const rng = new Philox(11);
    const first = start("--workspace", in_, ...args);
    while (listRunIds(in_).length === 0 || only(in_).texts.length < 2) await sleep(10);
    await sleep(100 * rng.uniform());
    first.child.kill("SIGKILL");
    await first.ended;
    const [id] = listRunIds(in_) as [string];
    let kills = 1;
    for (; kills < 5 && read(in_, id).state !== "finished"; kills++) {
      const next = start("--workspace", in_, "--resume", id);
      const attempt = read(in_, id).attempt;
      // Every other one dies somewhere in its start, the rest in training.
      while (kills % 2 === 1 && next.child.exitCode === null && read(in_, id).attempt === attempt)
        await sleep(5);
      await sleep((kills % 2 === 1 ? 150 : 400) * rng.uniform());
      next.child.kill("SIGKILL");
      await next.ended;
    }
    if (read(in_, id).state !== "finished") {
      const { code, out } = await finish("--workspace", in_, "--resume", id);
      expect([code, out]).toEqual([0, expect.stringContaining("stratified, seed 0 ends at")]);
    }
    const run = read(in_, id);
    expect(run).toMatchObject({ state: "finished", problems: [] });
    expect(run.attempt).toBeGreaterThan(2);
    expect(numbers(run)).toEqual(uninterrupted);
  });

  it("by Ctrl+C keeps a checkpoint and says the command that goes on from it, to the same numbers", async () => {
    const in_ = workspace();
    const { child, said, ended } = start("--workspace", in_, ...args);
    while (listRunIds(in_).length === 0 || only(in_).texts.length < 2) await sleep(10);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    const [, again] = /Go on with: npx blankfile run nn\/digits-mlp (.*)/.exec(said.err)!;
    const { id, state, message } = only(in_);
    expect([state, message]).toEqual(["stopped", "stopped by SIGINT; a checkpoint is kept"]);
    expect(again).toBe(`--resume ${id} --workspace ${JSON.stringify(in_)}`);
    expect((await finish("--workspace", in_, "--resume", id)).code).toBe(0);
    expect(numbers(only(in_))).toEqual(uninterrupted);
    expect((await finish("--workspace", in_, "--resume", id)).err).toMatch(
      /is finished, a run that was stopped/,
    );
  });
});
