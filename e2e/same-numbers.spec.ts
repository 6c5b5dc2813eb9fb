import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type PackageServer, servePackages } from "./package-server.ts";
import { type Trained, train } from "./training.fixture.ts";

/** The same training, on one thread, in a worker of a page and in Node. */
const training = path.join(import.meta.dirname, "training.fixture.ts");

const worker = `
  import { train } from "/training.js";
  addEventListener("message", ({ data }) => postMessage(train(...data)));
  postMessage("ready");`;

let browser: Browser;
let server: PackageServer;

beforeAll(async () => {
  server = await servePackages({
    "/worker.js": worker,
    "/training.js": stripTypeScriptTypes(readFileSync(training, "utf8")),
  });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

it.each([
  ["dense", false],
  ["dense", true],
  ["images", false],
  ["images", true],
] as const)(
  "a training (%s, compiled: %s) ends in a browser's worker with the numbers of Node, bit for bit",
  async (kind, compiled) => {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const there = (await page.evaluate(
      async (question) => {
        const worker = new Worker("/worker.js", { type: "module" });
        const next = () =>
          new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          });
        await next();
        worker.postMessage(question);
        const answer = await next();
        worker.terminate();
        return answer;
      },
      [kind, compiled],
    )) as Trained;
    await page.close();
    const here = train(kind, compiled);
    expect(here.losses.at(-1)).toBeLessThan(here.losses[0]! * 1.5);
    expect(here.losses.every(Number.isFinite)).toBe(true);
    expect(there).toEqual(here);
  },
);
