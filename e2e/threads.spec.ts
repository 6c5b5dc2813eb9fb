import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";

/** The pool of threads as a page has it: the package's own files, types taken off, behind a strict policy. */
const tensor = path.join(import.meta.dirname, "../packages/tensor");
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** What a page, or a worker of it, does with the toy; `ask` is its question. */
const script = `
  import { availableThreads, startThreads } from "/src/threads/index.ts";
  import { hostFunctions, toy, toyExpected, toyLength, wrong } from "/src/threads/toy.fixture.ts";
  const host = { url: new URL("/src/threads/toy.fixture.ts", location.origin).href };
  const load = (pool, code) => pool.load({ ...code, host, env: hostFunctions() });
  const start = Int32Array.from({ length: toyLength }, (_, i) => Math.imul(i + 1, 2654435761));
  const questions = {
    available: () => availableThreads(),
    async numbers(threads) {
      const pool = await startThreads(threads, { patience: 5 });
      const code = toy(100);
      code.arrays[0].set(start);
      const program = load(pool, code);
      for (let i = 0; i < 50; i++) program.run();
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (let i = 0; i < 50; i++) program.run();
      pool.close();
      return [code.arrays[0].join(), toyExpected(start, 10_000).join()];
    },
    async failure(how, patience) {
      const pool = await startThreads(2, { patience });
      const code = wrong(how);
      const program = load(pool, code);
      code.arrays[0][0] = 1;
      try {
        program.run();
        return "nothing was thrown";
      } catch (reason) {
        return [String(reason), pool.closed].join(" ");
      } finally {
        pool.close();
      }
    },
  };
  export async function ask(name, ...values) {
    try {
      return await questions[name](...values);
    } catch (reason) {
      return String(reason);
    }
  }`;

/** Asks in a worker of the page's, which may sleep. */
const workerScript = `
  import { ask } from "/ask.js";
  addEventListener("message", async ({ data }) => postMessage(await ask(...data)));
  postMessage("ready");`;

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(tensor, path.normalize(pathname));
    const headers = { "content-security-policy": policy, ...(searchParams.has("alone") ? {} : isolation) };
    const send = (type: string, body: string) =>
      response.writeHead(200, { ...headers, "content-type": type }).end(body);
    if (pathname === "/") send("text/html", "<!doctype html><title>threads</title>");
    else if (pathname === "/ask.js") send("text/javascript", script);
    else if (pathname === "/worker.js") send("text/javascript", workerScript);
    else if (existsSync(file)) send("text/javascript", stripTypeScriptTypes(readFileSync(file, "utf8")));
    else response.writeHead(404, headers).end();
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

async function open(query = ""): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${origin}/${query}`);
  return page;
}

type Question = [name: string, ...values: unknown[]];

/** The page's own thread answers. */
function onPage(page: Page, ...question: Question): Promise<unknown> {
  return page.evaluate(`import("/ask.js").then(({ ask }) => ask(...${JSON.stringify(question)}))`);
}

function inWorker(page: Page, ...question: Question): Promise<unknown> {
  return page.evaluate(async (question) => {
    const worker = new Worker("/worker.js", { type: "module" });
    const next = () =>
      new Promise<unknown>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
    await next();
    worker.postMessage(question);
    const answer = await next();
    worker.terminate();
    return answer;
  }, question);
}

describe.each([
  ["a page", onPage],
  ["a worker of a page", inWorker],
])("threads of %s that is isolated", (_, ask) => {
  let page: Page;
  beforeAll(async () => {
    page = await open();
  });

  it("are as many as the processor has", async () => {
    const expected = await page.evaluate(() => navigator.hardwareConcurrency);
    expect(await ask(page, "available")).toBe(expected);
  });

  it.each([1, 2, 3])("give the same numbers with %d", async (threads) => {
    const [got, expected] = (await ask(page, "numbers", threads)) as [string, string];
    expect(got).toBe(expected);
  });

  it("report a trap, and the pool stays open", async () => {
    expect(await ask(page, "failure", "traps", 60)).toMatch(
      /^Error: compile: thread 1 of 2 failed \(RuntimeError: unreachable\), .* false$/,
    );
  });

  it("are given up when one does not come back", async () => {
    expect(await ask(page, "failure", "never ends", 1)).toMatch(
      /^Error: compile: a thread came no further in 1 s, .*; the worker pool was closed true$/,
    );
  });
});

describe("a page that is not isolated", () => {
  it("has one thread, and says what more would need", async () => {
    const page = await open("?alone");
    expect(await onPage(page, "available")).toBe(1);
    expect(await onPage(page, "numbers", 2)).toMatch(
      "RangeError: startThreads: 2 threads on a page that is not isolated, 1 is possible; for more, send Cross-Origin-Opener-Policy",
    );
  });
});
