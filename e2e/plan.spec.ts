import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { builtSite } from "./built-site.fixture.ts";

const built = builtSite();
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await built.context({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});

const open = (address: string) => page.goto(`${built.site.address}${address}`);

/** The number above "missing", "ready now" or "landmarks". */
async function counted(what: string): Promise<number> {
  const cell = page.locator("dl.counts div", { hasText: what }).locator("dd");
  return Number(await cell.textContent());
}

/** Claims topics as their pages do. */
async function claim(...slugs: string[]): Promise<void> {
  for (const slug of slugs) {
    await open(`/topics/${slug}/`);
    await page.locator("[data-claim]").first().click();
    await page.locator('[data-claim][aria-pressed="true"]').first().waitFor();
  }
}

describe("the gap finder", () => {
  it("lists what is missing for DPO from nothing, less after claims, each line with its reason; the plan outlives a reload", async () => {
    await open("/gaps/?to=dpo");
    await page.getByText("Start with these").waitFor();
    const all = await counted("missing");
    expect(all).toBeGreaterThan(60);
    await page
      .getByText(/^for .+/)
      .first()
      .waitFor();
    await page
      .getByText(/say yet|do not say/)
      .first()
      .waitFor();
    await page.getByLabel(/Landmarks only/).check();
    await page.waitForURL(/landmarks=1/);

    await claim("backpropagation", "matrices");
    await open("/gaps/?to=dpo");
    await page.getByText("Start with these").waitFor();
    await expect.poll(() => counted("missing")).toBeLessThan(all);

    await page.getByRole("button", { name: "Make it my plan" }).click();
    await page.getByRole("button", { name: /Your plan ✓/ }).waitFor();
    await open("/");
    await page.getByText(/Next on your way to DPO/).waitFor();
  });

  it("places a reader by at most twelve questions, credits what lies below a pass, and takes an answer back", async () => {
    await open("/gaps/?to=dpo");
    await page.getByText("Start with these").waitFor();
    const all = await counted("missing");
    await page.getByRole("button", { name: /Find out what I know/ }).click();
    const box = page.getByRole("region", { name: "Placement" });
    await box.getByText("Question 1").waitFor();
    const end = box.getByText(/credited to you/);
    const reveal = box.getByRole("button", { name: "Show the answer" });
    const yes = box.getByRole("button", { name: /^(I had it|Yes)$/ });
    const no = box.getByRole("button", { name: /^(I did not|Not yet)$/ });
    let asked = 0;
    for (; asked < 20; asked++) {
      await box
        .getByText(`Question ${asked + 1},`)
        .or(end)
        .first()
        .waitFor();
      if (await end.isVisible()) break;
      await reveal.or(yes).first().waitFor();
      if (await reveal.isVisible()) await reveal.click();
      await (asked % 2 === 0 ? yes : no).click();
    }
    expect(asked).toBeGreaterThanOrEqual(5);
    expect(asked).toBeLessThanOrEqual(12);
    await end.waitFor();
    await expect.poll(() => counted("missing")).toBeLessThan(all);

    await box.getByRole("button", { name: "Take the last answer back" }).click();
    await box.getByText(/Question \d+/).waitFor();
    await page.reload();
    await page.getByText("Start with these").waitFor();
    await expect.poll(() => counted("missing")).toBeLessThan(all);
  });
});

describe("a track", () => {
  it("is followed, slips, moves, changes its pace, and keeps what was reached", async () => {
    await open("/tracks/core/");
    const calendar = page.getByRole("region", { name: "Your calendar" });
    const longAgo = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
    await calendar.getByLabel("From").fill(longAgo);
    await calendar.getByLabel("Hours a week").fill("none");
    await calendar.getByText(/a number above 0 and up to 100 is needed/).waitFor();
    expect(await calendar.getByRole("button", { name: "Follow this track" }).isDisabled()).toBe(true);
    await calendar.getByLabel("Hours a week").fill("12,5");
    await calendar.getByRole("button", { name: "Follow this track" }).click();

    await calendar.getByText(/The calendar has passed this part/).waitFor();
    const firstEnd = await calendar.locator("li").first().locator("small").textContent();
    await calendar.getByRole("button", { name: /^Move it by \d+ weeks?/ }).click();
    await calendar.getByText(/moved by \d+ week/).waitFor();
    await expect.poll(() => calendar.locator("li").first().locator("small").textContent()).not.toBe(firstEnd);
    await expect.poll(() => calendar.getByText(/The calendar has passed/).count()).toBe(0);

    await calendar.getByLabel(/Another pace/).fill("25");
    await calendar.getByRole("button", { name: "Plan again" }).click();
    await calendar.getByText(/25 hours a week/).waitFor();

    const milestone = page.locator('[data-milestone]:not([data-proof*="checked"])').first();
    await milestone.getByRole("button", { name: "I reached this" }).click();
    await milestone.getByRole("textbox").fill("https://example.org/shown");
    await milestone.getByRole("button", { name: "Keep" }).click();
    await milestone.getByText("Reached, by your word").waitFor();

    await page.reload();
    await calendar.getByText(/25 hours a week/).waitFor();
    await milestone.getByRole("link", { name: "https://example.org/shown" }).waitFor();
    await milestone.getByRole("button", { name: "Take it back" }).click();
    await milestone.getByRole("button", { name: "I reached this" }).waitFor();
    await calendar.getByRole("button", { name: "Leave it" }).click();
    await calendar.getByRole("button", { name: "Follow this track" }).waitFor();
  });

  it("shows its reading, done-whens and parts without scripts", async () => {
    const quiet = await built.browser.newContext({ javaScriptEnabled: false });
    const plain = await quiet.newPage();
    await plain.goto(`${built.site.address}/tracks/core/`);
    expect(await plain.getByRole("heading", { level: 3 }).count()).toBeGreaterThan(4);
    expect(await plain.locator("[data-milestone]").count()).toBeGreaterThan(15);
    await quiet.close();
  });
});

describe("a plan of one's own", () => {
  it("is read line by line; conflicts, guesses and what is no topic are told", async () => {
    await open("/tracks/check/");
    await page
      .getByLabel(/Your plan/)
      .fill("Week 1\nBackpropagation\n\nWeek 2\nThe chain rule\nBackpropagatoin\nzzqx wvvk");
    await page.getByText(/which comes in Week 2/).waitFor();
    await page.getByText(/“zzqx wvvk”/).waitFor();
    await page.getByText(/read as a topic of a similar name/).waitFor();
    await page.getByText(/takes for known without saying so/).waitFor();
  });
});

describe("the map's filter", () => {
  it("stands in the address, survives a reload, and tells what it does not know", async () => {
    await open("/map/?has=lab&track=no-such-track");
    await page.getByText(/track is “no-such-track”/).waitFor();
    await page.getByRole("combobox", { name: "Tier" }).selectOption("landmark");
    await page.waitForURL(/tier=landmark/);
    // The drawing follows the address within a frame or two.
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
    const shown = await page.locator("svg.map .dot.m-match").count();
    expect(shown).toBeGreaterThan(0);
    await page.reload();
    await expect.poll(() => page.locator("svg.map .dot.m-match").count()).toBe(shown);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save", exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("map.svg");
  });
});

describe("at 320 pixels", () => {
  it.each([
    "/tracks/",
    "/tracks/core/",
    "/tracks/check/",
    "/projects/",
    "/seeds/",
    "/reading/",
    "/gaps/?to=dpo",
  ])("%s does not scroll sideways", async (address) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await open(address);
    await page.waitForTimeout(800);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});
