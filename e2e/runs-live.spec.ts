import { init } from "@blankfile/tracking/node";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";
import { openPage } from "./watched-page.ts";

let browser: Browser;
let hub: Hub;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launch();
  hub = await startHub();
  context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(hub.url);
  await first.close();
});
afterAll(async () => {
  await browser.close();
  await hub.close();
});

const begin = (seed: number) =>
  init({ workspace: hub.workspace, experiment: "test/live", config: {}, seed, code: {}, systemMs: 0 });

it("a stream that stays open and says nothing more is opened again, and what was missed comes", async () => {
  const run = await begin(8);
  run.log({ loss: 1 }, { step: 1 });
  await run.flush();
  const { page, troubles } = await openPage(context);
  await page.clock.install();
  await page.addInitScript(() => {
    // The first stream opens and is silent from then on, as behind a network that swallows everything.
    class Swallowed extends EventTarget {
      readyState = 1;
      onopen?: () => void;
      constructor() {
        super();
        setTimeout(() => this.onopen?.());
      }
      close() {}
    }
    let count = 0;
    window.EventSource = new Proxy(EventSource, {
      construct: (Stream, [url]) => (count++ === 0 ? new Swallowed() : new Stream(url)),
    });
  });
  await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
  await page.getByRole("cell", { name: "step 1", exact: true }).waitFor();
  run.log({ loss: 2 }, { step: 2 });
  await run.finish();
  await page.clock.runFor(30_000);
  expect(await page.getByRole("cell", { name: "step 2", exact: true }).count()).toBe(0);
  await page.clock.runFor(30_000);
  await page.getByRole("cell", { name: "step 2", exact: true }).waitFor();
  await page.locator(".state.finished").first().waitFor();
  expect(troubles).toEqual([]);
  await page.close();
});

it("a page that has lost its session or its server says so, since when, and what to do", async () => {
  const run = await begin(9);
  run.log({ loss: 1 }, { step: 1 });
  await run.flush();
  const { page } = await openPage(context);
  await page.clock.install();
  await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
  await page.getByRole("cell", { name: "step 1", exact: true }).waitFor();
  expect(await page.getByText("Not connected").count()).toBe(0);
  const lost = page.getByRole("status").filter({ hasText: /Not connected to the server since today/ });

  // A tab that comes back from behind another opens its stream anew.
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  const session = await context.cookies();
  await context.clearCookies();
  await hide(true);
  await hide(false);
  await lost.getByText("A server answers and does not know this page").waitFor();

  await context.addCookies(session);
  await page.clock.runFor(30_000);
  await lost.waitFor({ state: "detached" });

  await hub.kill();
  await lost.getByText("if the server has ended, start it").waitFor();
  await page.close();
});
