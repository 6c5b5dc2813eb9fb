import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";

const dist = path.join(import.meta.dirname, "..", "apps/web/dist");

let browser: Browser;
let site: StaticSite;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  site = await serveStatic(dist);
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});
afterEach(async () => {
  await context.close();
  await site.close();
});

const open = (address: string) => page.goto(`${site.address}${address}`);

/** The first visit: until the worker has what it keeps from then on. */
async function firstVisit(): Promise<void> {
  await open("/");
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === "activated" && navigator.serviceWorker.controller !== null;
  });
}

const cacheNames = () => page.evaluate(() => caches.keys());

/** What is kept of a path is written after the page has it. */
const kept = (address: string) =>
  page.waitForFunction(async (path) => (await caches.match(path)) !== undefined, address);

it("offline, a visited page reloads with its state, the map works, and a page never visited says so", async () => {
  await firstVisit();
  await open("/topics/chain-rule/");
  await page.locator("[data-claim]").first().click();
  await page.getByText("You said that you know this").waitFor();
  await kept("/topics/chain-rule/");
  await context.setOffline(true);

  await page.reload();
  await page.getByText("You said that you know this").waitFor();
  await open("/map/?from=vectors&to=backpropagation");
  await page.locator("ol.stops a").first().waitFor();
  const answer = await open("/topics/entropy/");
  expect(answer!.status()).toBe(503);
  expect(await page.locator("main").textContent()).toMatch(/You are offline.*was not visited/);
  await page.getByRole("link", { name: "The map" }).click();
  await page.locator("svg.map").waitFor();
});

it("offline, the search finds in all texts once it was open, and in titles before", async () => {
  await firstVisit();
  await context.setOffline(true);
  await page.keyboard.press("/");
  await page.getByRole("dialog", { name: "Search" }).waitFor();
  await page.keyboard.type("softmax");
  await page
    .getByRole("option", { name: /Softmax/ })
    .first()
    .waitFor();
  await page.getByText("Only titles of topics are searched").waitFor();
  await page.keyboard.press("Escape");

  await context.setOffline(false);
  await page.keyboard.press("/");
  await page.locator(".hits[data-whole]").waitFor({ state: "attached" });
  await kept("/data/search.json");
  await context.setOffline(true);
  await page.reload();
  await page.keyboard.press("/");
  await page.locator(".hits[data-whole]").waitFor({ state: "attached" });
  await page.keyboard.type("accumulator");
  await page.getByRole("option", { name: /Backpropagation/ }).waitFor();
});

it("a newer version is announced and waits; with it the old cache goes and visited pages come along", async () => {
  await firstVisit();
  await open("/topics/backpropagation/");
  await kept("/topics/backpropagation/");
  const before = await cacheNames();
  expect(before).toHaveLength(1);
  const worker = readFileSync(path.join(dist, "service-worker.js"), "utf8");
  site.altered.set(
    "/service-worker.js",
    worker.replace(/blankfile-[\da-f]{16}/, "blankfile-0000000000000001"),
  );

  await page.reload();
  await page.evaluate(() => Object.assign(window, { same: true }));
  await page.getByText("A newer version of the site is here").waitFor();
  expect(await cacheNames()).toEqual(expect.arrayContaining([...before, "blankfile-0000000000000001"]));
  await page.waitForTimeout(1500);
  expect(await page.evaluate(() => "same" in window)).toBe(true);

  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Reload" }).click();
  await reloaded;
  expect(await page.evaluate(() => "same" in window)).toBe(false);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  expect(await cacheNames()).toEqual(["blankfile-0000000000000001"]);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Backpropagation" }).waitFor();
  await page.locator("[data-claim]").first().waitFor();
  expect(await page.getByText("A newer version").count()).toBe(0);
});

it("a second window learns that the first has taken the newer version, and is left alone", async () => {
  await firstVisit();
  const second = await context.newPage();
  await second.goto(`${site.address}/topics/`);
  const worker = readFileSync(path.join(dist, "service-worker.js"), "utf8");
  site.altered.set(
    "/service-worker.js",
    worker.replace(/blankfile-[\da-f]{16}/, "blankfile-0000000000000002"),
  );
  await second.evaluate(() => Object.assign(window, { same: true }));
  await page.reload();
  await page.getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(async () => (await caches.keys()).join() === "blankfile-0000000000000002");
  await second.getByText("A newer version of the site is here").waitFor();
  expect(await second.evaluate(() => "same" in window)).toBe(true);
});
