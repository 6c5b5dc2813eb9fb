import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import type { fitAsync as FitAsync } from "@blankfile/classical";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { fitted, kinds, type make, nearKinds, probabilities, type rows } from "./estimators.fixture.ts";
import { type PackageServer, servePackages } from "./package-server.ts";

/** Estimators in a page: what they learn, and fitAsync in its Web Worker. */
const fixture = path.join(import.meta.dirname, "estimators.fixture.ts");

/** Gives the page's scripts what they need; an import inside evaluate would be rewritten by the tests' own loader. */
const given = `
  import { fitAsync } from "@blankfile/classical";
  import { fitted, make, probabilities, rows } from "/estimators.js";
  Object.assign(globalThis, { fitAsync, fitted, make, probabilities, rows });`;

interface Given {
  fitAsync: typeof FitAsync;
  fitted: typeof fitted;
  make: typeof make;
  probabilities: typeof probabilities;
  rows: typeof rows;
}

let browser: Browser;
let server: PackageServer;
let page: Page;

beforeAll(async () => {
  server = await servePackages({
    "/estimators.js": stripTypeScriptTypes(readFileSync(fixture, "utf8")),
    "/given.js": given,
  });
  browser = await launch();
  page = await browser.newPage();
  await page.goto(server.origin);
  await page.addScriptTag({ type: "module", url: "/given.js" });
  await page.waitForFunction(() => "fitAsync" in globalThis);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

it.each(kinds)("%s learns in a page what it learns in Node, bit for bit", async (kind) => {
  const there = await page.evaluate((name) => {
    return (globalThis as unknown as Given).fitted(name);
  }, kind);
  const here = fitted(kind);
  expect(here.length).toBeGreaterThan(200);
  expect(there).toBe(here);
});

it.each(nearKinds)(
  "%s gives the probabilities of Node, up to what engines differ in exp and log",
  async (kind) => {
    const there = await page.evaluate((name) => (globalThis as unknown as Given).probabilities(name), kind);
    const here = probabilities(kind);
    expect(there.length).toBe(here.length);
    for (const [i, value] of here.entries()) expect(Math.abs(there[i]! - value)).toBeLessThan(1e-9);
  },
);

it("fitAsync learns the same in a Web Worker, tells its progress and can be ended", async () => {
  const found = await page.evaluate(async () => {
    const { make, rows, fitted, fitAsync } = globalThis as unknown as Given;
    const { X, y } = rows();
    const told: number[] = [];
    const forest = make("RandomForestClassifier");
    await fitAsync(forest, X, y, { onProgress: (done: number) => told.push(done) });
    const same = JSON.stringify(forest) === fitted("RandomForestClassifier");
    const stop = AbortSignal.timeout(1);
    const large = make("RandomForestClassifier").setParams({ nEstimators: 100_000 });
    const begin = performance.now();
    const ended = await fitAsync(large, X, y, { signal: stop }).then(
      () => "it went on",
      (reason: Error) => reason.name,
    );
    return {
      same,
      told: told.at(-1),
      ended,
      quick: performance.now() - begin < 5000,
      fitted: large.isFitted,
    };
  });
  expect(found).toEqual({ same: true, told: 20, ended: "TimeoutError", quick: true, fitted: false });
});

it("what the worker refuses is refused here, in the same words", async () => {
  const message = await page.evaluate(async () => {
    const { make, fitAsync } = globalThis as unknown as Given;
    return fitAsync(make("SVC"), [[1], [2]], [0, 0]).catch(
      (reason: Error) => `${reason.name}: ${reason.message}`,
    );
  });
  expect(message).toMatch(/^RangeError: SVC.fit: y has the one class 0, at least 2 are needed/);
});
