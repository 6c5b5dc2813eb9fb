import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checks } from "../packages/tensor/src/webgpu/agreement/checks.fixture.ts";
import { ensureChromium } from "./chromium.ts";

/** What Node checks on npm's webgpu, in a page: the package's own files, types taken off, on Chromium's software GPU. */
const tensor = path.join(import.meta.dirname, "../packages/tensor");

const script = `
  import { checks } from "/src/webgpu/agreement/checks.fixture.ts";
  import { requestGpuDevice } from "/src/webgpu/index.ts";
  export async function check(name) {
    try {
      return await checks[name](await requestGpuDevice());
    } catch (error) {
      return String(error.stack);
    }
  }
  export const request = () => requestGpuDevice().then(() => "a device", String);`;

let browser: Browser;
let server: Server;
let page: Page;

function launchWithGpu(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--no-first-run"],
  });
}

async function open(from: Browser): Promise<Page> {
  const opened = await from.newPage();
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return opened;
}

/** As text, since the test runner rewrites imports in functions. */
function ask(from: Page, question: string): Promise<unknown> {
  return from.evaluate(`import("/check.js").then((module) => module.${question})`);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(tensor, path.normalize(pathname));
    const send = (type: string, body: string) => response.writeHead(200, { "content-type": type }).end(body);
    if (pathname === "/") send("text/html", "<!doctype html><title>webgpu</title>");
    else if (pathname === "/check.js") send("text/javascript", script);
    else if (existsSync(file)) send("text/javascript", stripTypeScriptTypes(readFileSync(file, "utf8")));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchWithGpu();
  page = await open(browser);
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

describe("a compiled function on a page's GPU, beside eager mode", () => {
  it.each(Object.keys(checks))("%s", async (name) => {
    expect(await ask(page, `check(${JSON.stringify(name)})`)).toBeNull();
  });
});

it("a browser without WebGPU says what is needed, and what runs without", async () => {
  const plain = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--disable-features=WebGPU,WebGPUService", "--disable-gpu"],
  });
  try {
    const alone = await open(plain);
    expect(await ask(alone, "request()")).toMatch(
      /^Error: requestGpuDevice: .* is needed; .* compile\(fn\) runs without$/,
    );
  } finally {
    await plain.close();
  }
});
