import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";
import { openPage } from "./watched-page.ts";

const root = path.join(import.meta.dirname, "..");
const solution = readFileSync(path.join(root, "content/exercises/scalar-autograd/solution.ts"), "utf8");

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Scrolls down until the part is there: labs and editors load when they are near. */
async function scrollTo(page: Page, part: Locator): Promise<void> {
  await page.mouse.move(700, 500);
  for (let i = 0; i < 100 && (await part.count()) === 0; i++) {
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(100);
  }
  await part.scrollIntoViewIfNeeded();
}

/** From the map to the topic, by the gap finder. */
async function findGaps(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Find my gaps" }).first().click();
  await page.getByLabel("Where do you want to go?").fill("autograd engine");
  await page
    .getByRole("option", { name: /Building an autograd engine/ })
    .first()
    .click();
  await page.getByText("Start with these").waitFor();
  await page.waitForURL(/to=autograd-engine/);
  await page
    .getByRole("complementary")
    .getByRole("link", { name: /Building an autograd engine/ })
    .last()
    .click();
  await page.getByRole("heading", { level: 1, name: "Building an autograd engine" }).waitFor();
}

/** The editor of the exercise that this journey does; its page has another one further down. */
const editorOf = (page: Page) => page.getByRole("region", { name: "Editor: A scalar autograd engine" });

async function write(page: Page, text: string): Promise<void> {
  await editorOf(page).locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** The exercise on the topic's page: failed first, then passed. */
async function doExercise(page: Page): Promise<void> {
  const editor = editorOf(page);
  await scrollTo(page, editor);
  await editor.getByRole("button", { name: "Run checks" }).click();
  await editor.getByText("0 of 9 checks passed").waitFor();
  await write(page, solution.replace("input.grad += slope", "input.grad = slope"));
  await editor.getByRole("button", { name: "Run checks" }).click();
  await editor.getByText(/[1-8] of 9 checks passed/).waitFor();
  await editor.getByText("This usually means:").first().waitFor();
  await write(page, solution);
  await page.keyboard.press("ControlOrMeta+Enter");
  await editor.getByText("All 9 checks passed").waitFor();
  await page.getByText("Your code passed the checks.").waitFor();
}

/** The lab on the topic's page: predicted, run, and borne out. */
async function runLab(page: Page): Promise<void> {
  const lab = page.getByRole("region", { name: "Lab: Break the engine" });
  await scrollTo(page, lab);
  await lab.getByLabel("below 0.01 degrees").check();
  await lab.getByRole("button", { name: "Say it" }).click();
  await lab.getByRole("button", { name: "Run", exact: true }).click();
  await lab.getByText("So it came out.").waitFor({ timeout: 60_000 });
}

describe("with the server", () => {
  let hub: Hub;
  let context: BrowserContext;
  beforeAll(async () => {
    hub = await startHub();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(async () => {
    await context.close();
    await hub.close();
  });

  it("map → gaps → topic → exercise failed, then passed → lab → experiment → curve → reload, all still there", async () => {
    const { page, troubles } = await openPage(context);
    await page.goto(hub.url);
    await findGaps(page);
    await runLab(page);
    await doExercise(page);

    await page.getByRole("link", { name: "Runs", exact: true }).first().click();
    const form = page.locator("form.experiment");
    await form.getByLabel(/Your prediction/).fill("One seed reaches between 95 and 99 %.");
    await form.getByLabel("Seeds").fill("1");
    await form.getByText("Fewer than three seeds").waitFor();
    // A seed takes about a second: with several the page is there while they come.
    await form.getByLabel("Seeds").fill("10");
    await form.getByRole("button", { name: "Start the experiment" }).click();
    await page.waitForURL(/runs\/view\/\?group=/);
    const step = page.locator("table.seeds td", { hasText: /^step \d+/ }).first();
    await step.waitFor({ timeout: 60_000 });
    await page.locator("figure.curve canvas").first().waitFor();
    const seeds = page.locator("table.seeds").first();
    const before = await seeds.textContent();
    await page.waitForFunction(
      (text) => document.querySelector("table.seeds")?.textContent !== text,
      before,
      { timeout: 60_000 },
    );
    await page.getByText("One seed reaches between 95 and 99 %.").waitFor();
    await page.locator(".state.finished").first().waitFor({ timeout: 90_000 });

    await page.reload();
    await page.locator(".state.finished").first().waitFor();
    await page.locator("figure.curve canvas").first().waitFor();
    await page.goto(new URL("/topics/autograd-engine/", hub.url).href);
    await page.getByText("Your code passed the checks.").waitFor();
    await scrollTo(page, editorOf(page));
    await page.locator(".cm-content", { hasText: "What this was computed from" }).waitFor();
    await page.goto(new URL("/runs/", hub.url).href);
    await page.getByText("10 seeds").first().waitFor();
    expect(troubles).toEqual([]);

    const kept = readFileSync(path.join(hub.workspace, "exercises/scalar-autograd.ts"), "utf8");
    expect(kept).toBe(solution);
    const events = readFileSync(path.join(hub.workspace, "progress.jsonl"), "utf8").trim().split("\n");
    expect(
      events.map((line) => JSON.parse(line)).filter((event) => event.kind === "check" && event.passed).length,
    ).toBe(1);
    expect(readdirSync(path.join(hub.workspace, "runs")).length).toBeGreaterThan(0);
  });
});

describe("on a static host", () => {
  let site: StaticSite;
  beforeAll(async () => {
    site = await serveStatic(path.join(root, "apps/web/dist"));
  });
  afterAll(() => site.close());

  it("map → gaps → topic → exercise → lab → reload works without a server, and asks nobody else for anything", async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const { page, troubles } = await openPage(context);
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(site.address))
        foreign.push(request.url());
    });
    await page.goto(`${site.address}/`);
    await findGaps(page);
    await runLab(page);
    await doExercise(page);
    await page.reload();
    await page.getByText("Your code passed the checks.").waitFor();
    await page.goto(`${site.address}/runs/`);
    await page.getByText("Experiments run on Node").waitFor();
    expect(foreign).toEqual([]);
    expect(troubles).toEqual([]);
    expect(site.requests.filter((asked) => asked.startsWith("/api"))).toEqual([]);
    await context.close();
  });

  it("a topic is readable without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.address}/topics/chain-rule/`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("The chain rule");
    expect(await page.locator("math").count()).toBeGreaterThan(10);
    expect((await page.locator("main").textContent())!.length).toBeGreaterThan(3000);
    await context.close();
  });

  it("an address that is none names the nearest topics, exercises and labs", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(`${site.address}/topics/backpropagtion/`);
    expect(answer!.status()).toBe(404);
    await page.getByRole("link", { name: "Backpropagation" }).first().waitFor();
    await page.goto(`${site.address}/practice/scalr-autograd/`);
    const exercise = page.getByRole("link", { name: "A scalar autograd engine" });
    expect(await exercise.getAttribute("href")).toBe("/practice/scalar-autograd/");
    await page.goto(`${site.address}/labs/computation-grph/`);
    const lab = page.getByRole("link", { name: "A graph of your own expression" });
    expect(await lab.getAttribute("href")).toBe("/labs/computation-graph/");
    await context.close();
  });

  it("a launch that nobody knows is not said to be starting", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.address}/runs/view/?group=nope`);
    await page.getByText("There is no launch nope").waitFor();
    await context.close();
  });
});
