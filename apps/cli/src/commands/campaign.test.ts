import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const main = path.join(import.meta.dirname, "..", "main.ts");
let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "blankfile-campaign-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function campaign(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", main, "campaign", ...args],
    { cwd: root, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

function folderWith(name: string, files: Record<string, string>): string {
  const folder = path.join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}

/** y follows a and the town, with noise that follows from i. */
function rowOf(i: number): { id: number; cells: string; y: number } {
  const a = (i * 7919) % 101;
  const town = ["Oslo", "Bonn", "Cork"][i % 3]!;
  const noise = ((i * 104_729) % 97) - 48;
  return {
    id: i + 1,
    cells: `${i % 11 === 0 ? "" : a},${town},"x ${(i * 31) % 17}"`,
    y: Number(a + noise / 2 + 10 * (i % 3) > 60),
  };
}
const rows = Array.from({ length: 260 }, (_, i) => rowOf(i));
const train = `id,a,town,note,y\n${rows
  .slice(0, 200)
  .map(({ id, cells, y }) => `${id},${cells},${y}`)
  .join("\n")}\n`;
const test = `id,a,town,note\n${rows
  .slice(200)
  .map(({ id, cells }) => `${id},${cells}`)
  .join("\n")}\n`;
const sample = `id,y\n${rows
  .slice(200)
  .map(({ id }) => `${id},0`)
  .toReversed()
  .join("\n")}\n`;

/** A search of few candidates, so that the test takes seconds. */
function hurry(folder: string): void {
  const file = path.join(folder, "campaign.json");
  const settings = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(
    file,
    JSON.stringify({ ...settings, folds: 3, repeats: 1, tune: { trials: 3, nestedTrials: 2, rows: 500 } }),
  );
}

describe("blankfile campaign", () => {
  it("goes from three files to a submission and a report, in a folder of its own, and does again only what changed", () => {
    const folder = folderWith("whole", {
      "train.csv": train,
      "test.csv": test,
      "sample_submission.csv": sample,
    });
    const begun = campaign(folder, "--init");
    expect([begun.status, begun.stderr]).toEqual([0, ""]);
    expect(begun.stdout).toMatch(/target +y +the sample submission asks for y/);
    hurry(folder);
    // What the learner writes stays.
    const look = path.join(folder, "stages/1-look.ts");
    writeFileSync(look, `// mine\n${readFileSync(look, "utf8")}`);

    const { status, stdout, stderr } = campaign(folder);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/5-tune .*3 candidates/);
    expect(readFileSync(look, "utf8")).toMatch(/^\/\/ mine\n/);
    const lines = readFileSync(path.join(folder, "out/submission.csv"), "utf8").trim().split("\n");
    expect(lines.map((line) => line.split(",")[0])).toEqual(
      sample
        .trim()
        .split("\n")
        .map((line) => line.split(",")[0]),
    );
    expect(lines.slice(1).every((line) => /^\d+,[01]$/.test(line))).toBe(true);
    const report = readFileSync(path.join(folder, "out/report.html"), "utf8");
    expect(report).toMatch(/One seed \(0\)/);
    expect(report).toMatch(/opened once/);
    expect(report).not.toMatch(/https?:\/\/(?!www\.w3\.org)|NaN|undefined/);

    const words = path.join(folder, "stages/8-report.ts");
    writeFileSync(
      words,
      readFileSync(words, "utf8").replace('conclusion: ""', 'conclusion: "Towns matter."'),
    );
    const again = campaign(folder);
    expect(again.stdout.match(/as before/g)).toHaveLength(7);
    expect(readFileSync(path.join(folder, "out/report.md"), "utf8")).toMatch(/Towns matter\.[\s\S]*$/);

    writeFileSync(
      path.join(folder, "stages/7-submit.ts"),
      "export default () => { throw new RangeError('my mistake'); };\n",
    );
    const failed = campaign(folder);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/7-submit +failed: my mistake \(stages\/7-submit\.ts/);
  }, 480_000);

  it("stops at a leak, and names it in the report", () => {
    const leaking = train
      .split("\n")
      .map((line, i) =>
        line === "" ? "" : i === 0 ? `${line},outcome` : `${line},${10 * Number(line.at(-1))}`,
      );
    const folder = folderWith("leak", { "data.csv": leaking.join("\n") });
    campaign(folder, "--target", "y", "--init");
    hurry(folder);
    const { status, stdout, stderr } = campaign(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/4-pipeline .*open leak/);
    expect(stderr).toMatch(/leak: target copy in "outcome"/);
    expect(readFileSync(path.join(folder, "out/report.md"), "utf8")).toMatch(
      /\*\*Stopped\.\*\*[\s\S]*leak: \*\*target copy\*\*/,
    );
    expect(existsSync(path.join(folder, "out/5-tune.json"))).toBe(false);
  }, 240_000);

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ["no CSV", {}, [], /has no CSV file; put the table there/],
    [
      "a target that is missing",
      { "train.csv": train },
      ["--target", "z"],
      /--target: there is no column "z"; there are id, a, town, note, y/,
    ],
    [
      "no target",
      { "train.csv": "a,b,c\n1,2,3\n4,5,6\n" },
      [],
      /which of a, b, c is to be predicted\? --target c/,
    ],
    ["a constant target", { "train.csv": "a,y\n1,2\n4,2\n" }, [], /the target y has one value in all 2 rows/],
    ["an empty file", { "train.csv": "" }, [], /train\.csv: an empty text/],
    ["a head alone", { "train.csv": "a,y\n" }, [], /train\.csv: no rows below the first line/],
    [
      "a quote that stays open",
      { "train.csv": 'a,y\n"1,2\n' },
      [],
      /train\.csv: line 2: a quote is opened and never closed/,
    ],
    [
      "a metric that is none",
      { "train.csv": train },
      ["--metric", "acc"],
      /metric: "acc" for classification, one of accuracy/,
    ],
    [
      "a metric of numbers for classes",
      { "train.csv": train },
      ["--metric", "rmse"],
      /metric: "rmse" for classification/,
    ],
    [
      "a stage that is none",
      { "train.csv": train },
      ["--from", "tunes"],
      /--from: there is no stage "tunes"/,
    ],
    [
      "texts that never repeat",
      {
        "train.csv": `name,y\n${rows
          .slice(0, 40)
          .map(({ y }, i) => `n${i},${y}`)
          .join("\n")}\n`,
      },
      [],
      /that never repeat|no columns to learn from/,
    ],
  ])("refuses %s with exit code 2", (name, files, flags, message) => {
    const folder = folderWith(name.replaceAll(" ", "-"), files);
    const { status, stderr } = campaign(folder, ...flags);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it("refuses a sample whose identifiers are not those of the test rows", () => {
    const folder = folderWith("ids", {
      "train.csv": train,
      "test.csv": test,
      "sample_submission.csv": sample.replace("201,", "999,"),
    });
    const { status, stderr } = campaign(folder);
    expect(stderr).toMatch(/id 999 stands in the sample and not among the test rows/);
    expect(status).toBe(2);
  });
});
