import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import {
  confusionMatrix,
  curve,
  distribution,
  histogram,
  imageFromPixels,
  table,
  text,
} from "@blankfile/tracking";
import { init, type Run } from "@blankfile/tracking/node";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";
import { savedFile, withoutScript } from "./saved-report.ts";
import { openPage } from "./watched-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

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
    const { title, pictures, asked } = await withoutScript(browser, html);
    // Two metrics, histogram, distribution, curve, two images.
    expect([title, pictures, asked]).toEqual(["test/everything", 7, []]);
    await page.close();
  });
});
