import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTensorBoard } from "../../formats/tensorboard-read.ts";
import { histogram } from "../../values/histogram.ts";
import { image } from "../../values/image.ts";
import { encodePng } from "../../values/png.ts";
import { init } from "../init.ts";
import { readRun } from "../run-folder.ts";
import { importTrackio } from "./import-trackio.ts";
import { exportTensorBoard, importTensorBoard } from "./tensorboard-files.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-imports-"));
const workspace = path.join(root, "workspace");
beforeAll(() => mkdirSync(workspace));
afterAll(() => rmSync(root, { recursive: true }));
const read = (id: string) => readRun(workspace, id, Date.now());

const golden = JSON.parse(
  readFileSync(new URL("../../../../../golden/tracking/trackio.json", import.meta.url), "utf8"),
).values as {
  columns: Record<"metrics" | "configs", [string, string][]>;
  rows: Record<"metrics" | "configs", Record<string, string | number | null>[]>;
};

/** A database as Trackio made it: JSON as bytes, or as text and without `run_id` as older versions did. */
function trackioFile(name: string, isOld = false): string {
  const file = path.join(root, `${name}.db`);
  const database = new DatabaseSync(file);
  for (const table of ["metrics", "configs"] as const) {
    const columns = golden.columns[table].filter(([column]) => !isOld || column !== "run_id");
    database.exec(
      `create table ${table} (${columns.map(([column, type]) => `${column} ${type}`).join(", ")})`,
    );
    for (const row of golden.rows[table]) {
      const cells = columns.map(([column]) =>
        !isOld && (column === "metrics" || column === "config")
          ? new TextEncoder().encode(String(row[column]))
          : row[column]!,
      );
      database.prepare(`insert into ${table} values (${columns.map(() => "?").join(", ")})`).run(...cells);
    }
  }
  database.close();
  return file;
}

describe("a Trackio project", () => {
  it("comes in run by run, with NaN, infinities and configuration, and only once", () => {
    const file = trackioFile("digits");
    const imported = importTrackio(workspace, file, "nn/digits-mlp");
    expect(imported.map(({ isNew }) => isNew)).toEqual([true, true]);
    const run = read(imported[1]!.id);
    expect(run).toMatchObject({
      state: "finished",
      problems: [],
      step: 2,
      config: { name: "second one", lr: 0.2, deep: { layers: [64, 64] } },
    });
    expect(run.metrics.get("odd")!.map(({ step, value }) => [step, value])).toEqual([
      [0, "NaN"],
      [1, "Infinity"],
      [2, -1.5],
    ]);
    expect(run.notes[0]!.text).toMatch(/^Imported from Trackio, project digits, run second one/);
    expect(importTrackio(workspace, file, "nn/digits-mlp").map(({ id, isNew }) => [id, isNew])).toEqual(
      imported.map(({ id }) => [id, false]),
    );
  });

  it("of an older version, without run ids and with JSON as text, comes in too", () => {
    const [first] = importTrackio(workspace, trackioFile("older", true), "nn/digits-mlp");
    expect(read(first!.id).metrics.get("loss")).toHaveLength(3);
  });

  it("that is none is refused, and nothing is left behind", () => {
    const text = path.join(root, "text.db");
    writeFileSync(text, "this is no database, whatever its name says".repeat(50));
    expect(() => importTrackio(workspace, text, "nn/x")).toThrow(/damaged or no database/);
    expect(() => importTrackio(workspace, path.join(root, "nowhere.db"), "nn/x")).toThrow("cannot be opened");
    const empty = path.join(root, "empty.db");
    new DatabaseSync(empty).close();
    expect(() => importTrackio(workspace, empty, "nn/x")).toThrow("has no metrics.run_name");
    expect(() => importTrackio(workspace, trackioFile("named"), "../../x")).toThrow("experiment: given");
    expect(readdirSync(path.join(workspace, "runs")).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("TensorBoard files", () => {
  it("go out and come back in as the same run", async () => {
    const run = await init({ workspace, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} });
    const wide = await encodePng({
      width: 100,
      height: 100,
      channels: 3,
      data: Uint8Array.from({ length: 30_000 }, (_, i) => (i * i * 2654435761) >>> 13),
    });
    for (let step = 1; step <= 3; step++)
      run.log({ loss: 1 / step, weights: histogram([step, 2 * step], 2) }, { step });
    run.log({ wide: image(wide) }, { step: 3 });
    run.text("sample", "to be");
    await run.finish();
    const logs = path.join(root, "logs");
    const file = exportTensorBoard(workspace, run.id, logs);
    expect(path.basename(file)).toMatch(/^events\.out\.tfevents\.\d+\.blankfile$/);
    expect(readTensorBoard(readFileSync(file)).problems).toEqual([]);

    const [back] = importTensorBoard(workspace, logs, "nn/digits-mlp");
    const folded = read(back!.id);
    expect(folded.metrics.get("loss")!.map(({ step, value }) => [step, value])).toEqual([
      [1, 1],
      [2, 0.5],
      [3, Math.fround(1 / 3)],
    ]);
    expect(folded.values.filter(({ name }) => name === "weights")).toHaveLength(3);
    expect(folded.values.find(({ name }) => name === "wide")!.value).toMatchObject({
      width: 100,
      artifact: expect.any(String),
    });
    expect(folded.texts).toContainEqual(expect.objectContaining({ name: "sample", text: "to be" }));
    expect(importTensorBoard(workspace, logs, "nn/digits-mlp")[0]!.isNew).toBe(false);
  });

  it("behind a link are not read, and a folder without any gives nothing", () => {
    const logs = path.join(root, "linked");
    mkdirSync(logs);
    symlinkSync(path.join(root, "logs"), path.join(logs, "out"));
    symlinkSync("/etc/passwd", path.join(logs, "events.out.tfevents.1.x"));
    expect(importTensorBoard(workspace, logs, "nn/digits-mlp")).toEqual([]);
  });
});
