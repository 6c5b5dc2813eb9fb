import { readdirSync } from "node:fs";
import path from "node:path";
import { imageFromPixels, type MemoryRun, memoryRun, text } from "@blankfile/tracking";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, serveStatic } from "./browser.ts";
import { dist } from "./built-site.fixture.ts";
import { startHub } from "./hub.ts";
import { savedFile, withoutScript } from "./saved-report.ts";
import { openPage } from "./watched-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A run with two artifacts as an earlier version of this page kept it, and its bytes as this one does. */
async function browserMade(): Promise<{ run: MemoryRun; keep: (page: Page) => Promise<void> }> {
  let now = Date.UTC(2026, 10, 30);
  const run = memoryRun({
    experiment: "lab/kept",
    config: { x: 1 },
    seed: 3,
    clock: () => now++,
    random: Uint8Array.of(4, 3, 2, 1),
  });
  let state = 1;
  const noise = Array.from({ length: 30_000 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
  run.log({ large: await imageFromPixels({ width: 100, height: 100, channels: 3, data: noise }), loss: 1 });
  run.log({ essay: text(`kept here ${"long ".repeat(20_000)}`) });
  run.finish();
  const kept = {
    run: { id: run.id, record: run.record, events: run.events },
    artifacts: [...run.artifacts].map(([hash, bytes]) => ({ run: run.id, hash, bytes: [...bytes] })),
  };
  return {
    run,
    keep: (page) =>
      page.evaluate(async (json) => {
        const { run, artifacts } = JSON.parse(json) as {
          run: unknown;
          artifacts: { bytes: number[] }[];
        };
        const opened = (version: number | undefined, upgrade: (db: IDBDatabase) => void) =>
          new Promise<IDBDatabase>((resolve, reject) => {
            const request = indexedDB.open("blankfile-runs", version);
            request.onupgradeneeded = () => upgrade(request.result);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const put = (db: IDBDatabase, store: string, value: unknown) =>
          new Promise((resolve) => {
            db.transaction(store, "readwrite").objectStore(store).put(value).onsuccess = resolve;
          });
        const isThere = (await indexedDB.databases()).some(({ name }) => name === "blankfile-runs");
        if (!isThere) {
          const first = await opened(1, (db) => db.createObjectStore("runs", { keyPath: "id" }));
          await put(first, "runs", run);
          first.close();
          return;
        }
        const second = await opened(undefined, () => undefined);
        for (const { bytes, ...about } of artifacts)
          await put(second, "artifacts", { ...about, bytes: new Uint8Array(bytes) });
        second.close();
      }, JSON.stringify(kept)),
  };
}

describe("a run in this browser", () => {
  it("that an earlier version kept is still there, and shows its artifacts from the browser", async () => {
    const site = await serveStatic(dist);
    const context = await browser.newContext();
    const { page, troubles } = await openPage(context);
    const { run, keep } = await browserMade();
    await page.goto(`${site.address}/topics/chain-rule/`);
    await keep(page);
    await page.goto(`${site.address}/runs/view/?id=${run.id}`);
    await page.getByRole("heading", { name: "Texts" }).scrollIntoViewIfNeeded();
    await page.getByText("this browser does not have").first().waitFor();
    await keep(page);
    await page.reload();
    await page.getByRole("heading", { name: "Texts" }).scrollIntoViewIfNeeded();
    await page.getByText("kept here long").waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("img")].some(
        ({ naturalWidth, src }) => naturalWidth === 100 && src.startsWith("blob:"),
      ),
    );
    expect(troubles).toEqual([]);
    await context.close();
    await site.close();
  });

  it("is copied into the workspace with its artifacts", async () => {
    const hub = await startHub();
    const context = await browser.newContext();
    const { page, troubles } = await openPage(context);
    const { run, keep } = await browserMade();
    await page.goto(hub.url);
    await keep(page);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    await page.getByRole("heading", { name: "Texts" }).waitFor();
    await keep(page);
    await page.getByRole("button", { name: "Copy into the workspace" }).click();
    await page.getByText("The workspace has it now.").waitFor();
    const folder = path.join(hub.workspace, "runs", run.id, "artifacts");
    expect(readdirSync(folder).sort()).toEqual([...run.artifacts.keys()].sort());
    expect(troubles).toEqual([]);
    await context.close();
    await hub.close();
  });
});

describe("on a static host", () => {
  it("a lab that was saved as a run has its page, and is saved as one file, without a server", async () => {
    const site = await serveStatic(dist);
    const context = await browser.newContext({ acceptDownloads: true });
    const { page, troubles } = await openPage(context);
    await page.goto(`${site.address}/labs/break-the-engine/`);
    const lab = page.getByRole("region", { name: "Lab: Break the engine" });
    await lab.getByLabel("below 0.01 degrees").check();
    await lab.getByRole("button", { name: "Say it" }).click();
    await lab.getByRole("button", { name: "Run", exact: true }).click();
    await lab.getByText("So it came out.").waitFor({ timeout: 60_000 });
    await lab.getByRole("button", { name: "Save as run" }).click({ timeout: 60_000 });
    await lab.getByRole("link", { name: "Open the run" }).click();
    await page.getByRole("heading", { level: 1, name: "lab/break-the-engine" }).waitFor();
    await page.locator("figure.curve canvas").first().waitFor();
    await page.getByRole("heading", { name: "Notes" }).waitFor();
    const { title, pictures, asked } = await withoutScript(browser, await savedFile(page));
    expect([title, asked]).toEqual(["lab/break-the-engine", []]);
    expect(pictures).toBeGreaterThan(0);
    expect(site.requests.filter((request) => request.startsWith("/api"))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
    await site.close();
  });
});
