import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { experimentHashes, listExperiments, readResults, withTable } from "@blankfile/tracking/node";
import { describe, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..");
const { experiments, problems } = listExperiments(path.join(root, "experiments"));

describe("the experiments", () => {
  it("each say in their header what they ask, how to run them, what to expect and how long it takes", () => {
    expect(problems).toEqual([]);
    expect(experiments.length).toBeGreaterThan(0);
  });

  for (const { name, command } of experiments) {
    it(`${name} has results of its file as it is, and they say whether its bars were met`, async () => {
      const results = readResults(root, name);
      expect(results, `no results; run: npx blankfile verify ${name}`).toBeDefined();
      const { own } = await experimentHashes(root, name);
      expect(results!.codeHash, `the file has changed since; run: npx blankfile verify ${name}`).toBe(own);
      expect(results!.claims.length).toBeGreaterThan(0);
      expect(results!.met).toBe(results!.claims.every(({ met }) => met !== false));
      expect(results!.claims.some(({ met }) => met !== undefined)).toBe(true);
      expect(command).toBe(`npx blankfile run ${name}`);
    });
  }

  it("every results file belongs to an experiment", () => {
    const known = experiments.map(({ name }) => `${name.replaceAll("/", "-")}.json`);
    expect(globSync("*.json", { cwd: path.join(root, "experiments/results") }).sort()).toEqual(known.sort());
  });

  it("the table in the README is what headers and results make of it", () => {
    const readme = readFileSync(path.join(root, "experiments/README.md"), "utf8");
    expect(readme).toBe(withTable(root, readme));
  });

  it("a bar that was missed stands in the log", () => {
    const log = readFileSync(path.join(root, "experiments/LOG.md"), "utf8");
    for (const { name } of experiments)
      if (readResults(root, name)?.met === false) expect(log).toContain(`${name}: missed`);
  });
});
