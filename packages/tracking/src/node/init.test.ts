import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { lockPrediction } from "../prediction.ts";
import { type InitOptions, init, resume } from "./init.ts";
import { readRun } from "./run-folder.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-init-"));
afterAll(() => rmSync(root, { recursive: true }));
let workspace = "";
let count = 0;
beforeEach(() => {
  workspace = path.join(root, String(count++));
  mkdirSync(workspace);
});

const id = "20261104-090507-mlp-0001";
const options = (more: Partial<InitOptions> = {}): InitOptions => ({
  workspace,
  experiment: "nn/digits-mlp",
  config: { lr: 0.1 },
  seed: 1,
  code: {},
  ...more,
});
const read = (runId = id) => readRun(workspace, runId, Date.now());

it("a run is a folder with its record, a claim and its events", async () => {
  const run = await init(options({ group: "g", steps: 2, metrics: { loss: { goal: "minimize" } } }));
  expect(run.id).toMatch(/^\d{8}-\d{6}-mlp-[0-9a-z]{4}$/);
  run.log({ loss: 0.5 }, { step: 1 });
  run.log({ loss: 0.25, accuracy: Number.NaN }, { step: 2 });
  run.summary({ accuracy: 0.97 });
  await run.finish();
  expect(readdirSync(run.folder).sort()).toEqual(["attempts", "run.json"]);
  expect(readdirSync(path.join(run.folder, "attempts", "1")).sort()).toEqual(["claim.json", "events.jsonl"]);
  const folded = read(run.id);
  expect(folded).toMatchObject({ state: "finished", step: 2, summary: { accuracy: 0.97 }, problems: [] });
  expect(folded.record).toEqual(run.record);
  expect(folded.metrics.get("accuracy")).toMatchObject([{ step: 2, value: "NaN" }]);
});

it("a run whose name is taken by one of the same second gets another", async () => {
  const bytes = [0, 0, 0, 1].map((byte) => new Uint8Array(4).fill(byte));
  const random = () => bytes.shift()!;
  const clock = () => 1_000_000_000_000;
  const names: string[] = [];
  for (const seed of [1, 2]) {
    const run = await init(options({ clock, random, seed }));
    await run.finish();
    names.push(run.id.slice(-4));
  }
  expect(names).toEqual(["0000", "1111"]);
});

it("fail says why", async () => {
  const run = await init(options());
  await run.fail(new Error("accuracy 0.91, needed 0.96"));
  expect(read(run.id)).toMatchObject({ state: "failed", message: "accuracy 0.91, needed 0.96" });
});

it("the record holds no environment but the allowed names", async () => {
  process.env.BLANKFILE_SECRET_TOKEN = "secret";
  const run = await init(options());
  await run.finish();
  expect(readFileSync(path.join(run.folder, "run.json"), "utf8")).not.toContain("secret");
});

describe("prediction", () => {
  it("is locked before the first step", async () => {
    const run = await init(
      options({ prediction: { text: "above 0.97", metric: "accuracy", range: [0.97, 1] } }),
    );
    run.log({ accuracy: 0.9 });
    await run.finish();
    expect(read(run.id).problems).toEqual([]);
    expect(run.record.prediction).toMatchObject({ text: "above 0.97", lockedAt: run.record.createdAt });
  });

  it("one that was locked earlier keeps its time; one that was changed since is refused", async () => {
    const locked = lockPrediction({ text: "above 0.97" }, 1000);
    const run = await init(options({ prediction: locked }));
    await run.finish();
    expect(run.record.prediction).toEqual(locked);
    await expect(init(options({ prediction: { ...locked, text: "above 0.9" } }))).rejects.toMatchObject({
      code: "prediction",
    });
  });

  it("after the first step is refused", async () => {
    const run = await init(options({ id }));
    run.log({ loss: 1 });
    await run.flush();
    await expect(init(options({ id, attempt: 2, prediction: "above 0.97" }))).rejects.toThrow(
      `init: ${id} was created without a prediction, needed one that was locked before the first step`,
    );
    await run.finish();
  });

  it("changed in the file is seen by the reader", async () => {
    const run = await init(options({ prediction: "above 0.97" }));
    await run.finish();
    const file = path.join(run.folder, "run.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("above 0.97", "above 0.90"));
    expect(read(run.id).problems).toEqual([expect.stringContaining("changed after it was locked")]);
  });
});

describe("resume", () => {
  it("goes on behind the given step in an attempt of its own", async () => {
    const first = await init(options({ id }));
    for (let step = 1; step <= 5; step++) first.log({ loss: step }, { step });
    await first.flush();
    const second = await resume({ workspace, id, fromStep: 3 });
    expect(second.attempt).toBe(2);
    second.log({ loss: 40 });
    await second.finish();
    first.log({ loss: 6 }, { step: 6 });
    await first.finish();
    expect(
      read()
        .metrics.get("loss")!
        .map(({ step, value }) => [step, value]),
    ).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 40],
    ]);
    await expect(resume({ workspace, id, fromStep: 3, attempt: 2 })).rejects.toMatchObject({
      code: "claimed",
    });
  });

  it("of a run that is not there says so", async () => {
    await expect(resume({ workspace, id, fromStep: 0 })).rejects.toMatchObject({ code: "no run" });
  });
});

describe("refused", () => {
  it("a second process for the same attempt, and another run under the same id", async () => {
    const run = await init(options({ id }));
    await expect(init(options({ id }))).rejects.toMatchObject({ code: "claimed" });
    await expect(init(options({ id, seed: 2 }))).rejects.toThrow(`init: ${id} exists with seed 1, given 2`);
    await run.finish();
  });

  it("ids and experiments that are paths", async () => {
    await expect(init(options({ id: "../../etc" }))).rejects.toThrow('run id: given "../../etc"');
    await expect(init(options({ experiment: "../x" }))).rejects.toThrow('experiment: given "../x"');
    await expect(resume({ workspace, id: "..", fromStep: 0 })).rejects.toThrow("run id");
    expect(readdirSync(workspace)).toEqual([]);
  });

  it("a workspace that is not there, with the way to make one", async () => {
    const missing = path.join(workspace, "nowhere");
    await expect(init(options({ workspace: missing }))).rejects.toThrow(
      `workspace: given ${missing}, needed a folder that is there; make it with: blankfile init ${missing}`,
    );
  });

  it("a configuration that would read back as another one", async () => {
    await expect(init(options({ config: { lr: Number.NaN } }))).rejects.toThrow(
      "init: config is an object, needed",
    );
  });
});

/** Root may write anywhere, so the child becomes nobody before it tries. */
function inChild(script: string) {
  const source = `
    import { init } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, "init.ts")).href)};
    const options = { workspace: ${JSON.stringify(workspace)}, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} };
    ${script}`;
  return spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", source],
    {
      encoding: "utf8",
    },
  );
}

it("a workspace that cannot be written is said plainly", async () => {
  chmodSync(root, 0o755);
  mkdirSync(path.join(workspace, "runs"), { mode: 0o555 });
  const child = inChild(`
    if (process.getuid?.() === 0) { process.setgid(65534); process.setuid(65534); }
    await init(options).catch((error) => console.log(error.code, "|", error.message));`);
  expect(child.stdout).toMatch(
    /^read only \| init: .* cannot be written \(EACCES\), needed write permission/,
  );
});

it("a process that ends without finishing leaves its lines and the reason", () => {
  const child = inChild(`
    const run = await init(options);
    run.log({ loss: 1 }, { step: 1 });
    console.log(run.id);
    throw new Error("out of ideas");`);
  const run = read(child.stdout.trim());
  expect(run.metrics.get("loss")).toMatchObject([{ step: 1, value: 1 }]);
  expect(run).toMatchObject({
    state: "failed",
    message: "the process ended with code 1 before the run was finished",
  });
});
