import path from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { kinds } from "./kinds-of-page.ts";

const dist = path.join(import.meta.dirname, "..", "apps/web/dist");

let browser: Browser;
let site: StaticSite;
let context: BrowserContext;
let foreign: string[];
let own: number;
beforeAll(async () => {
  browser = await launch();
  site = await serveStatic(dist);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Requests of pages, frames, workers and the service worker; sockets too. What a page makes itself (blob:, data:) leaves nobody's machine. */
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  foreign = [];
  own = 0;
  const note = (address: string) => {
    if (address.startsWith(`${site.address}/`)) own++;
    else if (!/^(?:blob|data|about):/.test(address)) foreign.push(address);
  };
  context.on("request", (request) => note(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => note(socket.url())));
});
afterEach(() => context.close());

describe("no request leaves the site's own origin", () => {
  it.each(kinds)("from the $name", async ({ address, ready, also }) => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${site.address}${address}`);
    await page.locator(ready).first().waitFor();
    await also?.(page);
    await page.waitForLoadState("networkidle");
    expect(foreign).toEqual([]);
    expect(own).toBeGreaterThan(3);
    expect(await page.locator('link[rel~="preconnect"], link[rel~="dns-prefetch"]').count()).toBe(0);
  });
});
