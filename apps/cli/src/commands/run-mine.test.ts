import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = path.join(import.meta.dirname, "../../../..");
const exercise = "layer-norm-forward-backward";
const solution = path.join(repository, "content/exercises", exercise, "solution.ts");
let workspace: string;
let mine: string;

beforeAll(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-mine-test-"));
  mkdirSync(path.join(workspace, ".blankfile"));
  writeFileSync(path.join(workspace, ".blankfile/workspace.json"), "{}");
  mkdirSync(path.join(workspace, "exercises"));
  mine = path.join(workspace, "exercises", `${exercise}.ts`);
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

function run(...flags: string[]) {
  const main = path.join(repository, "apps/cli/src/main.ts");
  const args = ["--disable-warning=ExperimentalWarning", main, "run", "--workspace", workspace];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...args, "nn/residual-gradients", "--smoke", ...flags],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

const figures = (text: string) => text.split("\n").filter((line) => line.includes("gradient/depth"));

describe("blankfile run --mine", () => {
  it("says what is missing: no name, a name that nobody provides, no file, checks that fail", () => {
    expect(run("--mine", " ")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/--mine without names/),
    });
    expect(run("--mine", "layrnorm").stderr).toBe(
      "mine: layrnorm is nothing that an exercise provides; did you mean LayerNorm?\n",
    );
    expect(run("--mine", "LayerNorm").stderr).toMatch(/is not there; begin with: blankfile practice/);
    copyFileSync(path.join(path.dirname(solution), "mutants/epsilon-beside-the-root.ts"), mine);
    const { status, stderr } = run("--mine=layernorm");
    expect([status, stderr]).toEqual([2, expect.stringMatching(/passes \d+ of \d+ checks, all are needed/)]);
  }, 480_000);

  it("trains on the learner's code, reaches the library's numbers, and records it as used", () => {
    copyFileSync(solution, mine);
    const plain = run();
    const swapped = run("--mine", "LayerNorm");
    expect(plain.status).toBe(0);
    expect(figures(plain.stdout)).toHaveLength(3);
    expect(figures(swapped.stdout)).toEqual(figures(plain.stdout));
    expect(swapped.stdout).toContain(`LayerNorm: yours, exercises/${exercise}.ts`);
    const [event] = readFileSync(path.join(workspace, "progress.jsonl"), "utf8").trim().split("\n");
    expect(JSON.parse(event!)).toMatchObject({ kind: "use", topic: "layer-normalization" });
    const { config } = JSON.parse(
      readFileSync(path.join(workspace, "runs", JSON.parse(event!).run, "run.json"), "utf8"),
    );
    expect(config.mine).toBe("LayerNorm");
  }, 480_000);
});
