import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { text } from "../values/value.ts";
import { readArtifact } from "./artifact.ts";
import { init } from "./init.ts";
import { lineageOf } from "./lineage-of.ts";
import type { Run } from "./run.ts";
import { readRun } from "./run-folder.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-artifacts-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const begin = (seed = 1) =>
  init({ workspace, experiment: "test/net", config: {}, seed, code: {}, systemMs: 0 });
const read = (run: Run) => readRun(workspace, run.id, Date.now());
const file = (name: string, content: string | Uint8Array) => {
  const place = path.join(workspace, name);
  writeFileSync(place, content);
  return place;
};

describe("a file as an artifact", () => {
  it("is copied under the SHA-256 of its contents, at the step at which it was logged", async () => {
    const run = await begin();
    const content = new Uint8Array(3_000_000).map((_, i) => i % 251);
    run.log({ loss: 1 }, { step: 4 });
    const copy = run.logArtifact("model", { path: file("model.bin", content) }, { type: "checkpoint" });
    run.log({ loss: 0.5 }, { step: 5 });
    await copy;
    await run.finish();
    const hash = createHash("sha256").update(content).digest("hex");
    expect(read(run).artifacts).toMatchObject([
      { name: "model", type: "checkpoint", step: 4, hash, bytes: 3_000_000 },
    ]);
    expect(readArtifact(run.folder, hash)).toHaveLength(3_000_000);
    expect(readdirSync(path.join(run.folder, "artifacts"))).toEqual([hash]);
  });

  it("is there when the run ends, also where nobody waited for it", async () => {
    const run = await begin();
    void run.logArtifact("model", { path: file("model.bin", "abc") });
    await run.finish();
    expect(read(run)).toMatchObject({ state: "finished", artifacts: [{ name: "model", bytes: 3 }] });
  });

  it("that is missing, a folder or a link is refused by name, and flush says it once", async () => {
    const run = await begin();
    symlinkSync(file("secret", "x"), path.join(workspace, "link"));
    for (const [name, why] of [
      ["missing", "not there"],
      ["runs", "no file of its own"],
      ["link", "no file of its own"],
    ] as const) {
      const place = path.join(workspace, name);
      void run.logArtifact("model", { path: place });
      await expect(run.flush()).rejects.toThrow(
        `logArtifact: given ${place}, which is ${why}, needed a file`,
      );
      await run.flush();
    }
    await run.finish();
    expect(read(run)).toMatchObject({ state: "finished", artifacts: [] });
  });

  it("that is missing keeps finish from being said, and is a note where the run fails anyway", async () => {
    const run = await begin();
    void run.logArtifact("model", { path: path.join(workspace, "missing") });
    await expect(run.finish()).rejects.toThrow("which is not there, needed a file");
    expect(read(run).state).not.toBe("finished");
    void run.logArtifact("model", { path: path.join(workspace, "gone") });
    await run.fail("it diverged");
    expect(read(run)).toMatchObject({
      state: "failed",
      message: "it diverged",
      notes: [{ text: expect.stringContaining("gone, which is not there") }],
    });
  });

  it("under a wrong name is refused before anything is copied", async () => {
    const run = await begin();
    expect(() => run.logArtifact("../x", { path: file("a", "b") })).toThrow("logArtifact: given the name");
    await run.finish();
  });
});

describe("an artifact of another run", () => {
  it("is used by its run and name: the last of that name", async () => {
    const maker = await begin(1);
    maker.logArtifact("model", new Uint8Array([1]));
    maker.logArtifact("model", new Uint8Array([2]));
    await maker.finish();
    const user = await begin(2);
    user.use(`${maker.id}:model`);
    await user.finish();
    const hash = createHash("sha256")
      .update(new Uint8Array([2]))
      .digest("hex");
    expect(read(user).uses).toMatchObject([{ hash, run: maker.id, name: "model" }]);
  });

  it("that is not there is refused, with what is", async () => {
    const maker = await begin(1);
    maker.logArtifact("model", new Uint8Array([1]));
    await maker.finish();
    const user = await begin(2);
    expect(() => user.use(`${maker.id}:modle`)).toThrow("no artifact of that name; needed one of model");
    expect(() => user.use("20261130-180852-net-0000:model")).toThrow("the workspace has no run");
    for (const word of ["model", "../x:model", `${maker.id}:`])
      expect(() => user.use(word)).toThrow('needed "<run>:<name>" or { hash }');
    await user.finish();
  });
});

describe("the lineage of a workspace", () => {
  it("goes from the bytes to the runs that made them and those that used them", async () => {
    const maker = await begin(1);
    maker.logArtifact("model", new Uint8Array([1]), { step: 3 });
    maker.log({ essay: text("x".repeat(80_000)) }, { step: 4 });
    await maker.finish();
    const user = await begin(2);
    user.use(`${maker.id}:model`);
    user.logArtifact("copy", new Uint8Array([1]), { step: 1 });
    await user.finish();
    const hash = read(maker).artifacts[0]!.hash;
    const lineage = lineageOf(workspace, hash, Date.now());
    expect(lineage.made).toHaveLength(2);
    expect(lineage.made).toContainEqual({ run: maker.id, name: "model", step: 3 });
    expect(lineage.made).toContainEqual({ run: user.id, name: "copy", step: 1 });
    expect(lineage.used).toEqual([{ run: user.id, name: "model" }]);
    const big = read(maker).values[0]!.value as { artifact: string };
    expect(lineageOf(workspace, big.artifact, 0).made).toEqual([{ run: maker.id, name: "essay", step: 4 }]);
  });

  it("does not read what a damaged run only looks like, and refuses what is no SHA-256", async () => {
    const run = await begin(1);
    await run.finish();
    const events = path.join(run.folder, "attempts/1/events.jsonl");
    writeFileSync(events, `${readFileSync(events, "utf8")}garbage ${"a".repeat(64)}\n`);
    expect(lineageOf(workspace, "a".repeat(64), 0)).toEqual({ hash: "a".repeat(64), made: [], used: [] });
    expect(() => lineageOf(workspace, "../x", 0)).toThrow("lineageOf: given");
  });
});

it("a file that is missing, whose failure the caller has heard, does not fail the run", async () => {
  const run = await begin();
  await run.logArtifact("model", { path: "nowhere.bin" }).catch(() => {});
  await expect(run.logArtifact("model", { path: "nowhere.bin" })).rejects.toThrow("needed a file");
  run.log({ loss: 1 });
  await run.finish();
  expect(readRun(workspace, run.id, Date.now()).state).toBe("finished");
});
