import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import {
  confusionMatrix,
  curve,
  distribution,
  histogram,
  imageFromPixels,
  type MemoryRun,
  memoryRun,
  table,
  text,
} from "@blankfile/tracking";
import { init, type Run } from "@blankfile/tracking/node";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, serveStatic } from "./browser.ts";
import { dist } from "./built-site.fixture.ts";
import { type Hub, startHub } from "./hub.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A page that reports what goes wrong in it. */
async function openPage(context: BrowserContext): Promise<{ page: Page; troubles: string[] }> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  return { page, troubles };
}

/** What axe finds, a line for each element. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`),
  );
}

/** The file that the button saves. */
async function savedFile(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as one file" }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

/** The saved file opened without JavaScript: how many pictures it has, and that it asked nobody for anything. */
async function withoutScript(
  html: string,
): Promise<{ title: string | null; pictures: number; asked: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.setContent(html);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  const pictures = await page.locator("svg.picture, img").count();
  await context.close();
  return { title, pictures, asked };
}

describe("with the server", () => {
  let hub: Hub;
  let context: BrowserContext;
  beforeAll(async () => {
    hub = await startHub();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    // Opens the session, which the context's later pages share.
    const first = await context.newPage();
    await first.goto(hub.url);
    await first.close();
  });
  afterAll(async () => {
    await context.close();
    await hub.close();
  });

  const begin = (seed: number) =>
    init({
      workspace: hub.workspace,
      experiment: "test/everything",
      config: { lr: 0.1 },
      seed,
      code: {},
      systemMs: 0,
    });

  async function logAll(run: Run, step: number): Promise<void> {
    let state = step + 1;
    const noise = Array.from({ length: 30_000 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
    run.log({ "train/loss": 1 / step, "val/loss": 2 / step }, { step });
    run.log({ weights: histogram([step, 2, 3]), activations: distribution([1, 2, step]) }, { step });
    run.log({ errors: confusionMatrix([0, 1, 1], [0, 1, step % 2], ["cat", "dog"]) }, { step });
    run.log({ recall: curve({ x: [0, 1], y: [1, 0], low: [0.9, 0], high: [1, 0.1] }) }, { step });
    run.log(
      { digit: await imageFromPixels({ width: 2, height: 2, channels: 1, data: [0, 255, 255, 0] }) },
      { step },
    );
    run.log(
      { large: await imageFromPixels({ width: 100, height: 100, channels: 3, data: noise }) },
      { step },
    );
    const rows = Array.from({ length: 250 }, (_, i) => [i, `row ${i}`]);
    run.log(
      { mistakes: table({ columns: ["id", "what"], rows }), sample: text(`sample of step ${step}`) },
      { step },
    );
    run.log({ essay: text(`begin of step ${step} ${"long ".repeat(20_000)}`) }, { step });
  }

  it("what a run logged is on its page, step by step, also what lies in artifacts, and comes while it runs", async () => {
    const run = await begin(1);
    await logAll(run, 1);
    await run.flush();
    const { page, troubles } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    await page.getByRole("heading", { name: "Images" }).waitFor();
    const image = page.getByRole("img", { name: "large, step 1, 100 × 100 pixels" });
    await image.scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("img")].some((img) => img.complete && img.naturalWidth === 100),
    );

    await logAll(run, 2);
    run.note("The second step came.");
    run.logArtifact("model", new Uint8Array([1, 2, 3]), { type: "checkpoint" });
    await run.flush();
    await page.getByText("The second step came.").waitFor();
    await page.getByRole("img", { name: "large, step 2, 100 × 100 pixels" }).waitFor();
    await run.finish();
    await page.locator(".state.finished").first().waitFor();

    for (const title of [
      "Histograms",
      "Distributions",
      "Curves of a step",
      "Confusion matrices",
      "Tables",
      "Texts",
    ])
      await page.getByRole("heading", { name: title, exact: true }).scrollIntoViewIfNeeded();
    await page.getByRole("slider", { name: "sample: step" }).press("Home");
    await page.getByText("sample of step 1", { exact: true }).waitFor();
    await page.getByText("begin of step 2").waitFor();
    await page.getByText("200 of 250 rows").waitFor();
    await page.getByRole("button", { name: "50 more" }).click();
    await page.getByRole("cell", { name: "row 249" }).waitFor();
    await page.getByText("errors, step 2: 2 of 3 right (66.7 %)").waitFor();
    await page.getByLabel("shares of the row").check();
    await page.getByRole("cell", { name: "50 %" }).first().waitFor();
    expect(await page.locator(".medium svg.picture").count()).toBeGreaterThanOrEqual(4);

    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(300);
      expect(await findings(page)).toEqual([]);
    }

    await page.getByRole("button", { name: "digit, step 2, 2 × 2 pixels; open large" }).click();
    await page.getByRole("dialog").getByRole("img").waitFor();
    await page.keyboard.press("Escape");
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("an artifact leads to the run that used it, and back", async () => {
    const maker = await begin(2);
    maker.logArtifact("weights", new Uint8Array([9, 9]), { type: "checkpoint" });
    await maker.finish();
    const user = await begin(3);
    user.use(`${maker.id}:weights`);
    await user.finish();
    const { page, troubles } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${maker.id}`, hub.url).href);
    await page.getByText("where it comes from and who used it").first().click();
    await page.getByRole("link", { name: user.id }).click();
    await page.getByRole("heading", { name: "Worked with" }).waitFor();
    await page.getByRole("link", { name: maker.id }).first().click();
    await page.getByRole("heading", { name: "Artifacts" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "download weights" }).click(),
    ]);
    expect([...readFileSync(await download.path())]).toEqual([9, 9]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("hostile names and texts stay texts, and an image whose bytes are gone is said to be", async () => {
    const hostile = `</script><img src=x onerror="window.hit = 1">`;
    const run = await begin(6);
    run.log({ [hostile]: 1, [`${hostile}h`]: histogram([1, 2]) }, { step: 1 });
    run.log({ m: confusionMatrix([0], [0], [hostile]), c: curve({ x: [1], y: [1], xName: hostile }) });
    run.log({ t: table({ columns: [hostile], rows: [[hostile]] }), s: text(hostile) });
    let state = 1;
    const noise = Array.from({ length: 30_000 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
    run.log({ gone: await imageFromPixels({ width: 100, height: 100, channels: 3, data: noise }) });
    run.note(hostile);
    run.logArtifact("code.diff", new TextEncoder().encode(`@@ -0,0 +1 @@\n+${hostile}\n`), { type: "diff" });
    await run.finish();
    for (const file of readdirSync(path.join(run.folder, "artifacts"))) {
      const place = path.join(run.folder, "artifacts", file);
      if (readFileSync(place).length > 1000) rmSync(place);
    }
    const { page } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    await page.getByRole("heading", { name: "Images" }).scrollIntoViewIfNeeded();
    await page.getByText("Its bytes are missing or damaged.").waitFor();
    await page.getByText("Changes since the commit").click();
    await page.locator(".diff .added", { hasText: "onerror" }).waitFor();
    for (const title of ["Histograms", "Confusion matrices", "Tables", "Texts", "Notes"])
      await page.getByRole("heading", { name: title, exact: true }).scrollIntoViewIfNeeded();
    await page.locator("table.heat-table").waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => "hit" in window)).toBe(false);
    await page.close();
  });

  it("forty metrics are charts when they come near, grouped, and found by a word", async () => {
    const run = await begin(4);
    const names = Array.from({ length: 40 }, (_, i) => `${i % 2 ? "train" : "val"}/metric-${i}`);
    for (let step = 1; step <= 3; step++)
      run.log(Object.fromEntries(names.map((name) => [name, step])), { step });
    await run.finish();
    const { page, troubles } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    await page.locator("figure.curve canvas").first().waitFor();
    expect(await page.locator("figure.curve").count()).toBeLessThan(20);
    await page.getByLabel("Find a metric").fill("train 17");
    await page.getByText("1 of 40").waitFor();
    await expect
      .poll(() => page.locator("figure.curve figcaption").allTextContents())
      .toEqual(["train/metric-17"]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("a chart stands on the axis that its metric asks for, until the reader asks for another, which the address keeps", async () => {
    const run = await begin(7);
    run.defineMetric("val/loss", { goal: "minimize", stepMetric: "epoch" });
    for (let step = 1; step <= 40; step++)
      run.log(
        { "train/loss": 1 / step, ...(step % 10 === 0 && { epoch: step / 10, "val/loss": 2 / step }) },
        { step },
      );
    await run.finish();
    const { page, troubles } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    await page.getByRole("img", { name: /^val\/loss against epoch: .* from 0.2 to 0.05$/ }).waitFor();
    await page.getByRole("img", { name: /^train\/loss against step: / }).waitFor();
    await page.getByRole("combobox", { name: "against" }).selectOption("time");
    await page.getByRole("img", { name: /^val\/loss against time since the run's begin: / }).waitFor();
    await page.getByLabel("y logarithmic").check();
    await page.waitForURL(/\?id=[^&]+&x=time&logy=1$/);
    await page.reload();
    await page.getByRole("img", { name: /^train\/loss against time since the run's begin: / }).waitFor();
    expect(await page.getByLabel("y logarithmic").isChecked()).toBe(true);
    expect(troubles).toEqual([]);
    await page.close();
  });

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

  it("the page saved as one file is read without JavaScript and without a network", async () => {
    const run = await begin(5);
    await logAll(run, 1);
    run.note(`the token is ghp_${"a1B2".repeat(9)}`);
    await run.finish();
    const { page } = await openPage(context);
    await page.goto(new URL(`/runs/view/?id=${run.id}`, hub.url).href);
    const html = await savedFile(page);
    await page.getByText("Taken out, because it looks like a secret").waitFor();
    expect(html).not.toContain("a1B2a1B2");
    const { title, pictures, asked } = await withoutScript(html);
    // Two metrics, histogram, distribution, curve, two images.
    expect([title, pictures, asked]).toEqual(["test/everything", 7, []]);
    await page.close();
  });
});

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
    const { title, pictures, asked } = await withoutScript(await savedFile(page));
    expect([title, asked]).toEqual(["lab/break-the-engine", []]);
    expect(pictures).toBeGreaterThan(0);
    expect(site.requests.filter((request) => request.startsWith("/api"))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
    await site.close();
  });
});
