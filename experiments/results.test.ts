import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { experimentHash, listExperiments, readResults } from "@blankfile/tracking/node";
import { describe, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..");
const { experiments, problems } = listExperiments(path.join(root, "experiments"));

describe("the experiments", () => {
  it("each say in their header what they ask, how to run them, what to expect and how long it takes", () => {
    expect(problems).toEqual([]);
    expect(experiments.length).toBeGreaterThan(0);
  });

  for (const { name } of experiments) {
    it(`${name} has results from the code as it is, and they met its bar`, async () => {
      const results = readResults(root, name);
      expect(results.met).toBe(true);
      const now = await experimentHash(root, name);
      expect(results.codeHash, `the figures are of other code; run: npx blankfile verify ${name}`).toBe(now);
    });
  }

  it("every results file belongs to an experiment", () => {
    const known = experiments.map(({ name }) => `${name.replaceAll("/", "-")}.json`);
    expect(globSync("*.json", { cwd: path.join(root, "experiments/results") }).sort()).toEqual(known.sort());
  });

  it("the table in the README has each with its question, command, minutes and last figures", () => {
    const lines = readFileSync(path.join(root, "experiments/README.md"), "utf8").split("\n");
    for (const { name, question, command, minutes } of experiments) {
      const row = lines.find((line) => line.startsWith(`| [${name}](${name}.ts) |`));
      const { figures } = readResults(root, name) as unknown as { figures: { mean: number }[] };
      const means = figures.map(({ mean }) => mean.toFixed(2));
      for (const part of [question, `\`${command}\``, `| ${minutes} |`, ...means])
        expect(row).toContain(part);
    }
  });
});
