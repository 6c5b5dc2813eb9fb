import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type Trained, train } from "./training.fixture.ts";

/** The same training, on one thread, in a worker of a page and in Node. */
const packages = path.join(import.meta.dirname, "../packages");

const worker = `
  import { train } from "/training.js";
  addEventListener("message", ({ data }) => postMessage(train(...data)));
  postMessage("ready");`;

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file =
      pathname === "/training.js"
        ? path.join(import.meta.dirname, "training.fixture.ts")
        : path.join(packages, path.normalize(pathname));
    const send = (type: string, body: string) => response.writeHead(200, { "content-type": type }).end(body);
    const code = (text: string) =>
      send("text/javascript", text.replaceAll(/from "@blankfile\/(\w+)"/g, 'from "/$1/src/index.ts"'));
    if (pathname === "/") send("text/html", "<!doctype html><title>same numbers</title>");
    else if (pathname === "/worker.js") code(worker);
    else if (existsSync(file)) code(stripTypeScriptTypes(readFileSync(file, "utf8")));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
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
    await page.goto(origin);
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
