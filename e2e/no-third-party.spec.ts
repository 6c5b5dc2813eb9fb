import type { BrowserContext } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { builtSite } from "./built-site.fixture.ts";
import { kinds } from "./kinds-of-page.ts";

const built = builtSite();
let context: BrowserContext;
let foreign: string[];
let own: number;

/** Requests of pages, frames, workers and the service worker; sockets too. What a page makes itself (blob:, data:) leaves nobody's machine. */
beforeEach(async () => {
  context = await built.context();
  foreign = [];
  own = 0;
  const note = (address: string) => {
    if (address.startsWith(`${built.site.address}/`)) own++;
    else if (!/^(?:blob|data|about):/.test(address)) foreign.push(address);
  };
  context.on("request", (request) => note(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => note(socket.url())));
});

describe("no request leaves the site's own origin", () => {
  it.each(kinds)("from the $name", async ({ address, ready, also }) => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${built.site.address}${address}`);
    await page.locator(ready).first().waitFor();
    await also?.(page);
    await page.waitForLoadState("networkidle");
    expect(foreign).toEqual([]);
    expect(own).toBeGreaterThan(3);
    expect(await page.locator('link[rel~="preconnect"], link[rel~="dns-prefetch"]').count()).toBe(0);
  });
});
