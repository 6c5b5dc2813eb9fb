import path from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";

/** The lab that trains with a compiled step, as a reader has it: on a plain static host and behind our own server. */
const root = path.join(import.meta.dirname, "..");
const name = "Lab: A training step, compiled";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Opened {
  page: Page;
  lab: Locator;
  /** Errors and warnings of the page and of the lab's worker. */
  troubles: string[];
  /** Addresses asked for that are not the site's. */
  foreign: string[];
}

async function open(context: BrowserContext, address: string): Promise<Opened> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const [troubles, foreign]: [string[], string[]] = [[], []];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(new URL(address).origin))
      foreign.push(request.url());
  });
  await page.goto(address);
  const lab = page.getByRole("region", { name });
  await lab.waitFor();
  return { page, lab, troubles, foreign };
}

const text = async (lab: Locator, selector: string) => (await lab.locator(selector).first().textContent())!;

/** "After 3,000 training steps: loss 0.0123, 98 % …" */
async function read(lab: Locator): Promise<{ steps: number; loss: number; right: number }> {
  await lab.locator(".lab-summary", { hasText: "After" }).waitFor();
  const said = await text(lab, ".lab-summary");
  const [, steps, loss, right] = /After ([\d,]+) training steps: loss (\S+(?: · \S+)?), (\d+)\s%/.exec(said)!;
  const [mantissa, power] = loss!.split(" · 10");
  const raised = [...(power ?? "⁰")].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).map((i) => "-0123456789"[i]);
  return {
    steps: Number(steps!.replace(",", "")),
    loss: Number(mantissa) * 10 ** Number(raised.join("")),
    right: Number(right),
  };
}

describe("on a static host", () => {
  let site: StaticSite;
  let context: BrowserContext;
  beforeAll(async () => {
    site = await serveStatic(path.join(root, "apps/web/dist"));
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(async () => {
    await context.close();
    await site.close();
  });

  const address = (query = "") => `${site.address}/labs/compiled-training/${query}`;

  it("learns in the page, explains its loops, measures both sides, and asks nobody else for anything", async () => {
    const { lab, troubles, foreign } = await open(context, address());
    await lab.getByLabel("it rises by more than 2 points").check();
    await lab.getByRole("button", { name: "Say it" }).click();
    await lab.getByRole("button", { name: "Run", exact: true }).click();
    await lab.getByText("So it came out.").waitFor({ timeout: 60_000 });
    await lab.getByText("Step 150, finished").waitFor({ timeout: 60_000 });
    const end = await read(lab);
    expect(end.steps).toBe(3000);
    expect(end.loss).toBeLessThan(0.05);
    expect(end.right).toBeGreaterThan(97);

    const explained = lab.getByRole("region", { name: "explain(): every loop, line by line" });
    expect(await explained.textContent()).toMatch(
      /kernels in \d+ functions.*loop over 64 rows of 32.*tanh\(/,
    );
    expect(await lab.textContent()).toMatch(/operations on arrays are in \d+ loops/);

    await lab.getByRole("button", { name: "Measure compiled and eager" }).click();
    await lab.getByText("Measured here").waitFor({ timeout: 30_000 });
    const measured = await text(lab, ".lab-measured .lab-text");
    expect(measured).toMatch(/Compiled: [\d,.]+ steps a second.*Eager: .*The first compiled call took/);
    expect(troubles).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it("is operated by keyboard alone", async () => {
    const { page, lab, troubles } = await open(context, address());
    const isOn = (target: Locator) => target.evaluate((node) => node === document.activeElement);
    const tabTo = async (target: Locator) => {
      for (let i = 0; i < 60 && !(await isOn(target)); i++) await page.keyboard.press("Tab");
      expect(await isOn(target)).toBe(true);
    };
    await tabTo(lab.getByRole("region", { name: "explain(): every loop, line by line" }));
    await page.keyboard.press("End");
    await tabTo(lab.getByRole("button", { name: "Run without predicting" }));
    await page.keyboard.press("Enter");
    await tabTo(lab.getByLabel("Optimiser"));
    await page.keyboard.press("ArrowUp");
    await tabTo(lab.getByLabel("Learning rate"));
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => location.search.includes("rate=10"));
    expect(new URL(page.url()).searchParams.get("optimiser")).toBe("sgd");
    await tabTo(lab.getByRole("button", { name: "Run", exact: true }));
    await page.keyboard.press("Space");
    await lab.getByText("Then the loss ran away; training stopped.").first().waitFor({ timeout: 30_000 });
    expect(troubles).toEqual([]);
  });

  it("an address brings back what its sender saw", async () => {
    const first = await open(context, address("?activation=relu&batch=16&seed=3&step=20"));
    const second = await open(context, address("?activation=relu&batch=16&seed=3&step=20"));
    const seen = await read(first.lab);
    expect(seen.steps).toBe(400);
    expect(await read(second.lab)).toEqual(seen);
    expect(await text(first.lab, ".lab-views")).toContain("As the lab opens:");
  });

  it("stands on the page of its topic", async () => {
    const page = await context.newPage();
    await page.goto(`${site.address}/topics/graph-compilers/`);
    expect(await page.locator("main").textContent()).toContain("loop over 1000");
    const lab = page.getByRole("region", { name });
    await page.mouse.move(700, 500);
    for (let i = 0; i < 100 && (await lab.count()) === 0; i++) {
      await page.mouse.wheel(0, 500);
      await page.waitForTimeout(100);
    }
    await lab.getByText("explain(): every loop, line by line").waitFor();
  });
});

describe("behind our own server", () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.close());

  it("the lab's worker may compile WebAssembly, and the loss falls", async () => {
    const context = await browser.newContext();
    const start = await context.newPage();
    await start.goto(hub.url);
    await start.close();
    const { lab, troubles, foreign } = await open(
      context,
      new URL("/labs/compiled-training/?step=50", hub.url).href,
    );
    expect((await read(lab)).loss).toBeLessThan(0.2);
    expect(await lab.textContent()).toMatch(/kernels in \d+ functions/);
    expect(troubles).toEqual([]);
    expect(foreign).toEqual([]);
    await context.close();
  });
});

describe("where the policy forbids WebAssembly", () => {
  it("the lab says so, and trains eagerly", async () => {
    const site = await serveStatic(path.join(root, "apps/web/dist"));
    const context = await browser.newContext();
    // A worker has the policy that came with its own script.
    await context.route(/lab-worker/, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": "script-src 'self'" };
      await route.fulfill({ response, headers });
    });
    const { lab } = await open(context, `${site.address}/labs/compiled-training/?step=25`);
    expect((await read(lab)).loss).toBeLessThan(0.2);
    await lab.getByText(/^This page may not compile WebAssembly/).waitFor();
    await lab.getByRole("button", { name: "Measure compiled and eager" }).click();
    await lab.getByText(/^Eager: [\d,.]+ steps a second/).waitFor({ timeout: 30_000 });
    await context.close();
    await site.close();
  });
});
