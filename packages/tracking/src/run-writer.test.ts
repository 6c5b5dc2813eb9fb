import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { foldRun } from "./fold.ts";
import type { FoldedRun } from "./folded-run.ts";
import { browserClaim, init as initInMemory, type MemoryRun } from "./memory-run.ts";
import { readArtifact } from "./node/artifact.ts";
import { init as initInNode } from "./node/init.ts";
import type { Run } from "./node/run.ts";
import { readRun } from "./node/run-folder.ts";
import type { RunWriter } from "./run-writer.ts";
import { sha256 } from "./sha256.ts";
import { histogram } from "./values/histogram.ts";
import { text } from "./values/value.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-run-writer-"));
afterAll(() => rmSync(workspace, { recursive: true }));

const about = {
  experiment: "nn/digits-mlp",
  config: { lr: 0.1 },
  seed: 1,
  metrics: { loss: { unit: "nat" } },
};
const bytes = new TextEncoder().encode("weights");
const long = "x".repeat(100_000);

interface Writer {
  name: string;
  start: () => Promise<RunWriter>;
  read: (run: RunWriter) => FoldedRun;
  bytesOf: (run: RunWriter, hash: string) => Uint8Array | undefined;
}
const writers: Writer[] = [
  {
    name: "in Node",
    start: () => initInNode({ ...about, workspace, code: {} }),
    read: (run) => readRun(workspace, run.id, Date.now()),
    bytesOf: (run, hash) => readArtifact((run as Run).folder, hash),
  },
  {
    name: "in memory, as in a browser",
    start: () => initInMemory({ ...about, clock: Date.now }),
    read: (run) => {
      const { record, events } = run as MemoryRun;
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join("");
      return foldRun(record, [{ claim: browserClaim(record), text: lines }]);
    },
    bytesOf: (run, hash) => (run as MemoryRun).artifacts.get(hash),
  },
];

for (const { name, start, read, bytesOf } of writers)
  describe(`a run ${name}`, () => {
    it("keeps everything that can be said of it", async () => {
      const run = await start();
      run.config({ parameters: 1234 });
      run.defineMetric("val/*", { goal: "minimize", summary: "min" });
      run.log({ "val/loss": 0.5, weights: histogram([1, 2], 1) }, { step: 1 });
      run.log({ "val/loss": 0.7, sample: text(long) }, { step: 2 });
      run.logArtifact("model", bytes, { type: "checkpoint", meta: { epoch: 2 } });
      run.use({ hash: sha256("data"), name: "digits.csv" });
      run.note("as expected");
      run.summary({ best: { at: [1, Number.NaN] } });
      await run.flush();
      await run.finish();
      const folded = read(run);
      expect(folded).toMatchObject({
        state: "finished",
        problems: [],
        config: { lr: 0.1, parameters: 1234 },
        definitions: { loss: { unit: "nat" }, "val/*": { goal: "minimize", summary: "min" } },
        values: [
          { name: "weights", step: 1, value: { type: "histogram", counts: [2] } },
          { name: "sample", step: 2, value: { type: "text", bytes: 100_025 } },
        ],
        artifacts: [
          { name: "model", type: "checkpoint", step: 2, hash: sha256(bytes), bytes: 7, meta: { epoch: 2 } },
        ],
        uses: [{ hash: sha256("data"), name: "digits.csv" }],
        notes: [{ text: "as expected" }],
        summary: { best: { at: [1, "NaN"] } },
      });
      expect([...bytesOf(run, sha256(bytes))!]).toEqual([...bytes]);
      const sample = (folded.values[1]!.value as { artifact: string }).artifact;
      expect(JSON.parse(new TextDecoder().decode(bytesOf(run, sample)!))).toEqual(text(long));
    });

    it("cannot change what it began with", async () => {
      const run = await start();
      expect(() => run.config({ lr: 0.2 })).toThrow("given lr = 0.2, it has been 0.1 so far");
      run.config({ lr: 0.1 });
      expect(() => run.defineMetric("loss", { goal: "up" as "minimize" })).toThrow('definition.goal is "up"');
      await run.finish();
    });

    it("copies the bytes: a buffer may be used again", async () => {
      const run = await start();
      const buffer = new TextEncoder().encode("first");
      run.logArtifact("one", buffer);
      buffer.fill(0);
      await run.finish();
      expect(new TextDecoder().decode(bytesOf(run, sha256("first")))).toBe("first");
    });

    it("refuses names that are paths, control characters or too long, and keeps names with slashes", async () => {
      const run = await start();
      for (const wrong of [
        "../x",
        "a/../../b",
        "/etc/passwd",
        "a\\..\\b",
        "nul\0",
        "line\nbreak",
        "",
        "k".repeat(10_000),
      ]) {
        expect(() => run.log({ [wrong]: 1 })).toThrow("needed 1 to 200 characters");
        expect(() => run.logArtifact(wrong, bytes)).toThrow("needed 1 to 200 characters");
      }
      run.log({ "train/loss..x": 1 });
      await run.finish();
      expect([...read(run).metrics.keys()]).toEqual(["train/loss..x"]);
    });

    it("has at most 10,000 metrics, and says what to do", async () => {
      const run = await start();
      const many = (from: number, count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${from + i}`, 1]));
      expect(() => run.log(many(0, 50_000))).toThrow(
        '"m49999" would be metric 50000 of the run, needed at most 10000',
      );
      run.log(many(0, 10_000));
      expect(() => run.log({ more: 1 })).toThrow("put an index into a table");
      run.log({ m0: 2 });
      await run.finish();
      expect(read(run).metrics.size).toBe(10_000);
    });

    it("keeps a step that goes backwards in its place", async () => {
      const run = await start();
      for (const step of [5, 3, 4, 3]) run.log({ loss: step }, { step });
      run.log({ loss: 6 });
      await run.finish();
      expect(
        read(run)
          .metrics.get("loss")!
          .map(({ step }) => step),
      ).toEqual([3, 4, 5, 6]);
    });
  });
