import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { builtSite, dist } from "./built-site.fixture.ts";

const built = builtSite();
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await built.context();
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${built.site.address}/tracks/`);
  await page.keyboard.press("/");
  await page.locator(".hits[data-whole]").waitFor({ state: "attached" });
});

const box = () => page.getByRole("dialog").getByRole("combobox");
const first = () => page.getByRole("option").first();

it("the index is one file below 300 kB packed, asked for when the search opens, not by a page", async () => {
  const file = readFileSync(path.join(dist, "data/search.json"));
  const packed = gzipSync(file, { level: 9 }).length;
  console.log(
    `data/search.json: ${JSON.parse(file.toString()).length} entries, ${kilobytes(file.length)} kB, ${kilobytes(packed)} kB gzip`,
  );
  expect(packed).toBeLessThan(300_000);
  expect(built.site.requests).toContain("/data/search.json");
  const asked = built.site.requests.length;
  const other = await built.browser.newContext();
  const page = await other.newPage();
  await page.goto(`${built.site.address}/topics/chain-rule/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForLoadState("networkidle");
  expect(built.site.requests.length).toBeGreaterThan(asked);
  expect(built.site.requests.slice(asked)).not.toContain("/data/search.json");
  await other.close();
});

describe("finds", () => {
  it.each([
    ["backpropagation", "Backpropagation", "/topics/backpropagation/"],
    ["bakcpropagaton", "Backpropagation", "/topics/backpropagation/"],
    ["backward sweep accumulator", "Backpropagation", "/topics/backpropagation/"],
    ["sixteen weeks", "Sixteen weeks", "/tracks/sixteen-weeks"],
    ["rebuild gpt-2", "GPT-2", "/projects/rebuild-gpt-2-small/"],
    ["scalar autograd", "A scalar autograd engine", "/practice/scalar-autograd/"],
    ["graph of your own expression", "A graph of your own expression", "/labs/computation-graph/"],
    ["reading people places", "People, places and reading", "/reading/"],
    ["normal equation QR", "Linear regression three ways", "/tracks/"],
  ])("%s", async (query, title, address) => {
    await box().fill(query);
    const hit = page.getByRole("option", { name: new RegExp(title, "i") }).first();
    await hit.waitFor();
    expect(await hit.getAttribute("href")).toContain(address);
    expect(await hit.locator("mark").count()).toBeGreaterThan(0);
  });

  it("a sign of mathematics and its name, with the section that has it", async () => {
    await box().fill("∇");
    await page.locator("mark", { hasText: "∇" }).first().waitFor();
    const bySign = await page
      .getByRole("option")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(bySign.length).toBeGreaterThan(2);
    await box().fill("nabla");
    await page.locator("mark", { hasText: "∇" }).first().waitFor();
  });

  it("a name in code", async () => {
    await box().fill("zeroGrad");
    await first().locator("mark").first().waitFor();
  });

  it("a section, whose address leads to it", async () => {
    await box().fill("accumulator equals every node induction");
    await first().waitFor();
    await expect.poll(() => first().getAttribute("href")).toMatch(/\/topics\/backpropagation\/#/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/topics\/backpropagation\/#/);
  });

  it("nothing where nothing is, and says so", async () => {
    await box().fill("qwxyz zzyqx");
    await page.getByText("Nothing is called “qwxyz zzyqx”").waitFor();
    expect(await page.getByRole("option").count()).toBe(0);
  });
});

it("what is typed before the box is there is in it, and works no keys of the page", async () => {
  await page.goto(`${built.site.address}/topics/chain-rule/`);
  await page.locator("[data-claim]").first().waitFor();
  await page.keyboard.type("/text x");
  await expect.poll(() => box().inputValue()).toBe("text x");
  await page.keyboard.press("Escape");
  await page.getByText("No evidence yet").waitFor();
});

it("arrows choose, Enter opens, Escape closes and gives the focus back", async () => {
  await box().fill("gradient");
  await first().waitFor();
  await page.keyboard.press("ArrowDown");
  const second = page.getByRole("option").nth(1);
  await expect.poll(() => second.getAttribute("aria-selected")).toBe("true");
  expect(await box().getAttribute("aria-activedescendant")).toBe(await second.getAttribute("id"));
  const to = await second.getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${built.site.address}${to}`);
});

/**
 * What a keystroke costs the page's thread, until the next frame: search, list, layout. Processor time, so that other work of the machine
 * does not count; the slowing does. Beside it the clock, from the key to the list, which the machine's other work makes longer.
 */
it("reports how long answers take with the processor slowed down four times", async () => {
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const seen = { subtree: true, childList: true, characterData: true, attributes: true };
    const dialog = document.querySelector(".search-dialog")!;
    addEventListener(
      "input",
      ({ timeStamp }) => {
        const observer = new MutationObserver(() => {
          times.push(performance.now() - timeStamp);
          observer.disconnect();
        });
        observer.observe(dialog, seen);
      },
      true,
    );
  });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
  const cost = async (act: () => Promise<unknown>) => {
    const before = await worked();
    await act();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    return (await worked()) - before;
  };
  const queries = [
    "backpropagation",
    "bakcpropagaton of errors",
    "the gradient of the loss in every weight",
    "softmax cross entropy logits",
    "∇ f",
    "a",
    "reinforcment lerning policy gradeint",
    "kl divergence",
  ];
  const costs: number[] = [];
  const idle: number[] = [];
  for (const query of queries) {
    await box().fill("");
    idle.push(await cost(async () => {}));
    for (const letter of query) costs.push(await cost(() => page.keyboard.insertText(letter)));
  }
  const seen = () => page.evaluate(() => (window as unknown as { times: number[] }).times);
  await expect.poll(async () => (await seen()).length).toBeGreaterThanOrEqual(costs.length);
  const times = await seen();
  console.log(
    `${costs.length} keystrokes, processor slowed 4×:\n` +
      `  work of the page, measuring included: ${spread(costs)}\n` +
      `  measuring alone: ${spread(idle)}\n` +
      `  by the clock, until the list is there: ${spread(times)}`,
  );
});

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(0);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}
