// npm test: everything that needs no large data: lint, types, unused code, unit and content tests, browser journeys.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureChromium } from "../e2e/chromium.ts";
import { buildSite } from "./site.ts";
import { inOrder, node, root, run } from "./steps.ts";

const vitest = `${root}/node_modules/vitest/vitest.mjs`;
const reports = mkdtempSync(path.join(tmpdir(), "blankfile-test-"));

function tests(name: string, config: string): () => Promise<number> {
  return () =>
    node([
      vitest,
      "run",
      "--config",
      config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path.join(reports, `${name}.json`)}`,
    ]);
}

/** Sums the test runners' own reports. A run in which nothing was tested is a failure. */
function totals(names: string[]): { passed: number; failed: number; skipped: number } {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const report = JSON.parse(readFileSync(path.join(reports, `${name}.json`), "utf8"));
    if (!(report.numPassedTests > 0)) throw new Error(`test: ${name} ran no test`);
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests;
    sum.skipped += report.numPendingTests + (report.numTodoTests ?? 0);
  }
  return sum;
}

const code = await inOrder([
  {
    name: "browser",
    run: async () => {
      try {
        console.log(`    ${ensureChromium()}`);
        return 0;
      } catch (error) {
        console.error((error as Error).message);
        return 1;
      }
    },
  },
  { name: "lint", run: () => run(`${root}/node_modules/.bin/biome`, ["check", "--error-on-warnings", "."]) },
  { name: "types", run: () => node(["scripts/types.ts"]) },
  { name: "unused code and dependencies", run: () => run(`${root}/node_modules/.bin/knip`, []) },
  { name: "unit and content tests", run: tests("unit", "vitest.config.ts") },
  {
    name: "site",
    run: async () => {
      try {
        await buildSite();
        return 0;
      } catch (error) {
        console.error((error as Error).message);
        return 1;
      }
    },
  },
  { name: "browser journeys", run: tests("e2e", "e2e/vitest.config.ts") },
]);

if (code === 0) {
  const { passed, failed, skipped } = totals(["unit", "e2e"]);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}
process.exitCode = code;
