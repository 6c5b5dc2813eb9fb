import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { histogram, imageFromPixels, text } from "@blankfile/tracking";
import { init } from "@blankfile/tracking/node";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { exportRuns } from "./export-runs.ts";

let workspace: string;
let said: { out: string[]; err: string[] };
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-export-"));
  mkdirSync(path.join(workspace, ".blankfile"));
  writeFileSync(path.join(workspace, ".blankfile", "workspace.json"), '{"format":1}');
  said = { out: [], err: [] };
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.out.push(line));
  vi.spyOn(console, "error").mockImplementation((line: string) => void said.err.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(workspace, { recursive: true });
});

async function make(seed: number) {
  const run = await init({
    workspace,
    experiment: "test/net",
    config: { lr: 0.1 },
    seed,
    group: "g",
    code: {},
  });
  let state = seed + 1;
  const noise = Array.from({ length: 30_000 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
  run.log({ loss: 1 / (seed + 1), weights: histogram([1, 2, 3]) }, { step: 1 });
  run.log(
    { picture: await imageFromPixels({ width: 100, height: 100, channels: 3, data: noise }) },
    { step: 1 },
  );
  run.log({ essay: text(`begins ${"x".repeat(80_000)}`) }, { step: 1 });
  await run.finish();
  return run;
}

const html = () => exportRuns(["g"], { as: "html", to: path.join(workspace, "out.html"), workspace });
const written = () => readFileSync(path.join(workspace, "out.html"), "utf8");

it("a group becomes one HTML file with the artifacts of its runs in it", async () => {
  for (const seed of [0, 1, 2]) await make(seed);
  await html();
  expect(written()).toContain("<h1>test/net</h1>");
  expect(written().match(/<img src="data:image\/png;base64,/g)).toHaveLength(3);
  expect(written().match(/begins x/g)).toHaveLength(3);
  expect(said).toEqual({ out: [`3 runs in ${path.join(workspace, "out.html")}`], err: [] });
});

it("an artifact that is damaged or missing is named as left out, and the rest is there", async () => {
  const run = await make(0);
  const folder = path.join(run.folder, "artifacts");
  const [first, second] = readdirSync(folder);
  writeFileSync(path.join(folder, first!), "damaged");
  rmSync(path.join(folder, second!));
  await html();
  expect(said.err.sort()).toEqual([
    expect.stringContaining("left out: seed 0: 1 of 1 of essay"),
    "left out: seed 0: image picture, step 1 (not at hand)",
  ]);
  expect(written()).toContain("weights");
});

it("a file that is there is not written over", async () => {
  await make(0);
  await html();
  await expect(html()).rejects.toThrow("out.html is there already, a name that is free is needed");
});
