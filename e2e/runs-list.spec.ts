import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";

const dist = path.join(import.meta.dirname, "..", "apps/web/dist");
const start = Date.UTC(2026, 0, 1);

interface Written {
  n: number;
  createdAt?: number;
  experiment?: string;
  group?: string;
  sweep?: string;
  seed?: number;
  config?: Record<string, unknown>;
  acc?: number | "NaN";
  state?: "running" | "finished" | "failed";
}

/** A run's files, as if a training had written them. */
function writeRun(workspace: string, run: Written): string {
  const { n, experiment = "demo/net", state = "finished", acc } = run;
  const { createdAt = start + n * 1000 } = run;
  const time = new Date(createdAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  const id = `${time}-net-${n.toString(8).padStart(4, "0")}`;
  const attempt = path.join(workspace, "runs", id, "attempts", "1");
  mkdirSync(attempt, { recursive: true });
  const { group, sweep, seed = 1, config = {} } = run;
  const record = { format: 1, id, experiment, config, seed, group, sweep, createdAt, code: {}, steps: 10 };
  const metrics = { "test/accuracy": { goal: "maximize" } };
  writeFileSync(path.join(workspace, "runs", id, "run.json"), JSON.stringify({ ...record, metrics }));
  writeFileSync(
    path.join(attempt, "claim.json"),
    JSON.stringify({
      format: 1,
      attempt: 1,
      claimedAt: createdAt,
      host: hostname(),
      pid: process.pid,
      resumedFrom: 0,
    }),
  );
  const events: object[] = [{ seq: 1, at: createdAt, kind: "state", state: "running" }];
  if (acc !== undefined) events.push({ ...values(2, acc), at: createdAt + 500 });
  if (state !== "running") events.push({ seq: events.length + 1, at: createdAt + 900, kind: "state", state });
  writeFileSync(path.join(attempt, "events.jsonl"), events.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return id;
}

function values(seq: number, acc: number | "NaN", step = 5) {
  return { seq, at: Date.now(), kind: "metrics", step, values: { "test/accuracy": acc, loss: 1 } };
}

/** 100 launches of three seeds; accuracy rises with the launch and differs by 0.001 a seed. */
function writeLaunches(workspace: string): void {
  for (let n = 0; n < 300; n++) {
    const launch = Math.floor(n / 3);
    writeRun(workspace, {
      n,
      group: `launch-${launch}`,
      seed: (n % 3) + 1,
      config: { lr: [0.1, 0.01][launch % 2], width: 16 * (1 + (launch % 4)), optimizer: "adam" },
      ...(launch < 10 && { sweep: "20260101-000000-demo-lr-aaaa" }),
      ...(n === 150 ? { acc: "NaN" } : { acc: 0.5 + launch / 1000 + (n % 3) / 1000 }),
      state: n === 297 ? "failed" : "finished",
    });
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const box = (page: Page) => page.getByRole("treegrid", { name: "Runs" });
const lines = (page: Page) => box(page).locator("tr[data-at]");
const filter = (page: Page) => page.getByRole("searchbox", { name: "Filter" });
const count = (page: Page) => page.locator(".compare-bar [role=status]");

describe("the list of 300 runs", () => {
  let hub: Hub;
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];
  beforeAll(async () => {
    hub = await startHub();
    writeLaunches(hub.workspace);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => troubles.push(error.message));
    await page.goto(hub.url);
    const total = async () => {
      const answer = await context.request.get(new URL("/api/runs?limit=1", hub.url).href);
      return (await answer.json()).total;
    };
    while ((await total()) < 300) await page.waitForTimeout(100);
  });
  afterAll(async () => {
    await context.close();
    await hub.close();
  });
  beforeEach(() => open("/runs/"));
  afterEach(() => expect(troubles.splice(0)).toEqual([]));

  const open = async (address: string) => {
    await page.goto(new URL(address, hub.url).href);
    await expect.poll(() => count(page).textContent()).toMatch(/30[01] runs$/);
  };

  it("has a hundred launches, of which only those in view are in the page", async () => {
    expect(await box(page).getAttribute("aria-rowcount")).toBe("101");
    expect(await lines(page).count()).toBeLessThan(60);
    await page.locator(".runs-box").evaluate((element) => element.scrollTo(0, 1e6));
    await box(page).locator('tr[aria-rowindex="101"]').waitFor();
    expect(await lines(page).count()).toBeLessThan(60);
    const first = lines(page).last();
    expect(await first.textContent()).toContain("3 seeds");
    expect(await first.getByRole("link").getAttribute("href")).toBe("/runs/view/?group=launch-0");
  });

  it("shows a launch's mean with its interval, and leaves out what is not finished", async () => {
    // Seeds 0.598, 0.599, 0.6: the mean 0.599, ± 4.303 · 0.001/√3 = 0.0025.
    await filter(page).fill("launch=launch-98");
    await expect.poll(() => lines(page).count()).toBe(1);
    expect(await lines(page).first().textContent()).toContain("0.599 ± 0.0025");
    await filter(page).fill("launch=launch-99");
    await expect.poll(() => lines(page).first().textContent()).toContain("2 of 3");
    expect(await lines(page).first().textContent()).toContain("2 finished, 1 failed");
  });

  it("opens and closes a launch by click and by keys, which also walk, choose and open a run", async () => {
    const first = lines(page).first();
    await first.getByRole("button", { name: "Open demo/net" }).click();
    await expect.poll(() => first.getAttribute("aria-expanded")).toBe("true");
    expect(await lines(page).nth(1).textContent()).toContain("seed 1");
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    const active = () => page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex"));
    expect(await active()).toBe("4");
    await page.keyboard.press(" ");
    await expect.poll(() => count(page).textContent()).toBe("300 runs, 1 chosen");
    await page.keyboard.press("ArrowLeft");
    expect(await active()).toBe("2");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => first.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("End");
    await expect.poll(active).toBe("101");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/runs\/view\/\?id=20260101-000000-net-0000/);
  });

  it("keeps the keys where the line with the focus scrolls out of view", async () => {
    await lines(page).nth(2).focus();
    await page.locator(".runs-box").evaluate((element) => element.scrollTo(0, 2500));
    await expect.poll(() => box(page).locator('tr[aria-rowindex="4"]').count()).toBe(0);
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex")))
      .toBe("5");
  });

  it("filters by a line of text and by states, says what it cannot read, and the address has it", async () => {
    await filter(page).fill("lr=0.01 test/accuracy>=0.55 width:16,32");
    await expect.poll(() => count(page).textContent()).toMatch(/^\d+ of 300 runs$/);
    const shown = await count(page).textContent();
    await page.waitForURL(/where=lr%3D0.01/);
    await page.reload();
    await expect.poll(() => count(page).textContent()).toBe(shown);
    await filter(page).fill("lr> accuracy>0.9");
    const said = page.locator("#filter-wrong");
    await expect.poll(() => said.textContent()).toContain("lr> lacks a value");
    expect(await said.textContent()).toContain("no run has “accuracy”; there is test/accuracy");
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("button", { name: "failed 1" }).click();
    await expect.poll(() => count(page).textContent()).toBe("1 of 300 runs");
    expect(await filter(page).inputValue()).toBe("state:failed");
    await page.getByRole("button", { name: "failed 1" }).click();
    await expect.poll(() => filter(page).inputValue()).toBe("");
  });

  it("sorts by a column, best first, then the other way, then not; what is NaN or missing stays last", async () => {
    await open("/runs/?by=none");
    const head = page.getByRole("columnheader", { name: "test/accuracy" });
    const cell = (at: number) => lines(page).nth(at).locator("td").nth(4).textContent();
    await head.getByRole("button").press("Enter");
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("descending");
    await expect.poll(() => cell(0)).toBe("0.601");
    await head.getByRole("button").click();
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(() => cell(0)).toBe("0.5");
    await page.waitForURL(/sort=metric.test%2Faccuracy/);
    await page.locator(".runs-box").evaluate((element) => element.scrollTo(0, 1e6));
    await expect.poll(() => lines(page).last().textContent()).toContain("NaN");
    await head.getByRole("button").click();
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("none");
  });

  it("groups by a key of the configuration: each value with its runs", async () => {
    await page.getByLabel("Group by").selectOption("lr");
    await expect.poll(() => lines(page).count()).toBe(2);
    expect(await lines(page).first().textContent()).toContain("lr 0.01150 runs");
    await page.waitForURL(/by=config.lr/);
    await page.getByLabel("Group by").selectOption("sweep");
    const sweep = page.getByRole("link", { name: "demo-lr", exact: true });
    await page.locator(".runs-box").evaluate((element) => element.scrollTo(0, 1e6));
    expect(await sweep.getAttribute("href")).toBe("/runs/sweep/?id=20260101-000000-demo-lr-aaaa");
  });

  it("compares whole launches by name and single runs by id", async () => {
    await page.getByLabel("Choose demo/net").nth(1).click();
    await lines(page).first().getByRole("button", { name: "Open demo/net" }).click();
    await page.getByLabel("Choose seed 2").click();
    await expect.poll(() => count(page).textContent()).toBe("300 runs, 4 chosen");
    expect(await page.getByRole("link", { name: "Compare" }).getAttribute("href")).toMatch(
      /^\/runs\/compare\/\?group=launch-98&run=20260101-000458-net-0452$/,
    );
    await page.getByLabel("Choose all runs shown").click();
    const all = new URL((await page.getByRole("link", { name: "Compare" }).getAttribute("href"))!, hub.url);
    expect(all.searchParams.getAll("sweep")).toEqual(["20260101-000000-demo-lr-aaaa"]);
    expect(all.searchParams.getAll("group")).toHaveLength(90);
    await page.getByRole("button", { name: "Choose none" }).click();
    await expect.poll(() => count(page).textContent()).toBe("300 runs");
  });

  it("takes columns in and out, moves them, and remembers them for the next visit", async () => {
    const names = () =>
      box(page)
        .getByRole("columnheader")
        .evaluateAll((heads) => heads.map((head) => head.textContent!.trim()));
    expect(await names()).toEqual([
      "Run",
      "Seed",
      "State",
      "lr",
      "width",
      "test/accuracy",
      "Created",
      "Took",
    ]);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "Without width" }).click();
    await page.getByRole("searchbox", { name: "Add a column" }).fill("optim");
    await page.getByRole("button", { name: "optimizer configuration" }).click();
    await page.getByRole("button", { name: "State to the left" }).click();
    await page.keyboard.press("Escape");
    const wanted = ["Run", "State", "Seed", "lr", "test/accuracy", "Created", "Took", "optimizer"];
    await expect.poll(names).toEqual(wanted);
    await page.waitForURL(/col=state/);
    await open("/runs/");
    expect(await names()).toEqual(wanted);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "The usual columns" }).click();
    await expect.poll(names).toContain("width");
  });

  it("keeps a view under a name in the workspace, and opens and drops it", async () => {
    await open("/runs/?by=experiment&where=lr%3D0.1&sort=-created");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of this view").fill("Only 0.1");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("link", { name: "Only 0.1" }).waitFor();
    const file = path.join(hub.workspace, "views.json");
    expect(JSON.parse(readFileSync(file, "utf8")).views).toEqual({
      "Only 0.1": "by=experiment&where=lr%3D0.1&sort=-created",
    });
    await open("/runs/");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: "Only 0.1" }).click();
    await expect.poll(() => count(page).textContent()).toBe("150 of 300 runs");
    await page.goBack();
    await expect.poll(() => count(page).textContent()).toBe("300 runs");
    const drop = page.getByRole("button", { name: "Drop the view Only 0.1" });
    if (!(await drop.isVisible())) await page.getByRole("button", { name: "Views" }).click();
    await drop.click();
    await page.getByText("None is kept yet").waitFor();
    expect(JSON.parse(readFileSync(file, "utf8")).views).toEqual({});
  });

  it("asks for the newest 200, then for the others, and for experiments only once they are wanted", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url().slice(new URL(hub.url).origin.length)));
    await open("/runs/");
    const lists = asked.filter((one) => one.startsWith("/api/runs"));
    expect(lists).toEqual([
      "/api/runs?limit=200",
      expect.stringMatching(/^\/api\/runs\?limit=1000000&before=20260101-000140-net-0144$/),
    ]);
    expect(asked).not.toContain("/api/experiments");
    await page.getByText("Start an experiment").click();
    await page.getByRole("button", { name: "Start the experiment" }).waitFor();
    expect(asked).toContain("/api/experiments");
  });

  it("follows runs while they run, without a reload", async () => {
    const id = writeRun(hub.workspace, {
      n: 400,
      createdAt: Date.now(),
      state: "running",
      experiment: "demo/live",
    });
    const line = lines(page).filter({ hasText: "demo/live" });
    await line.getByText("one seed").waitFor();
    const events = path.join(hub.workspace, "runs", id, "attempts", "1", "events.jsonl");
    appendFileSync(events, `${JSON.stringify(values(2, 0.875))}\n`);
    await line.getByText("running 50 %").waitFor();
    await line.getByText("0.875").waitFor();
    appendFileSync(
      events,
      `${JSON.stringify({ seq: 3, at: Date.now(), kind: "state", state: "finished" })}\n`,
    );
    await line.getByText("finished").waitFor();
    expect(await count(page).textContent()).toBe("301 runs");
  });
});

describe("the list", () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await startHub();
    writeLaunches(hub.workspace);
  });
  afterAll(() => hub.close());

  it("scrolls inside its box at 320 px, its first column staying; panels stay in the window; axe finds nothing", async () => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 700 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await page.goto(hub.url);
    await page.goto(new URL("/runs/", hub.url).href);
    await expect.poll(() => count(page).textContent()).toBe("300 runs");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const name = lines(page).first().getByRole("rowheader");
    const before = (await name.boundingBox())!.x;
    await page.locator(".runs-box").evaluate((element) => element.scrollTo(300, 0));
    expect((await name.boundingBox())!.x).toBe(before);
    await lines(page).first().getByRole("button", { name: "Open demo/net" }).click();
    for (const width of [1100, 768, 320]) {
      await page.setViewportSize({ width, height: 700 });
      for (const name of ["How to filter", "Views", "Columns"]) {
        await page.getByRole("button", { name }).click();
        const { x, width: wide } = (await page.locator(".menu .panel").boundingBox())!;
        expect([x >= 0, x + wide <= width], `${name} at ${width} px`).toEqual([true, true]);
        if (name !== "Columns" || width !== 320) await page.keyboard.press("Escape");
      }
    }
    await page.evaluate(axe.source);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
      );
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 120)}`)).toEqual([]);
    }
    await context.close();
  });
});

describe("on a static host", () => {
  let site: StaticSite;
  beforeAll(async () => {
    site = await serveStatic(dist);
  });
  afterAll(() => site.close());

  it("a run made in the browser is listed, and a view of it is kept in the browser", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${site.address}/labs/break-the-engine/`);
    await page.getByLabel("below 0.01 degrees").check();
    await page.getByRole("button", { name: "Say it" }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("So it came out.").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Save as run" }).click();
    await page.getByRole("link", { name: "Open the run" }).waitFor();
    await page.goto(`${site.address}/runs/?by=none`);
    await page.getByRole("link", { name: "lab/break-the-engine" }).waitFor();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of this view").fill("Plain");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.reload();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: "Plain" }).waitFor();
    expect(site.requests.filter((asked) => asked.startsWith("/api"))).toEqual([]);
    await context.close();
  });
});
