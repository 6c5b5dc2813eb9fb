import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { exported, profiles } from "./progress.fixture.ts";

const withProfile = profiles();
const topic = "/topics/rope/";
const task = (page: Page) => page.getByRole("region", { name: "In your own words" });

it("a text is written, held against the rubric line by line, and recorded as explained, with what was written", async () => {
  await withProfile(async (open) => {
    let page = await open(topic);
    const field = task(page).getByLabel("In your own words, as to a friend who programs");
    await field.fill("Pairs of numbers are turned by an angle.\n\nThe angle grows with the place.");
    await task(page).getByText("Kept in this browser.").waitFor();
    await page.reload();
    await expect.poll(() => field.inputValue()).toContain("grows with the place");

    await task(page).getByText("Compare with the rubric: 4 lines").click();
    expect(await task(page).locator(".yours li").allInnerTexts()).toEqual([
      "Pairs of numbers are turned by an angle.",
      "The angle grows with the place.",
    ]);
    expect(await task(page).locator(".theirs blockquote").count()).toBe(4);
    const button = task(page).getByRole("button", { name: /^Record as explained/ });
    expect(await button.isDisabled()).toBe(true);
    await task(page).getByLabel("What is turned, by how much.").check();
    await task(page).getByRole("button", { name: "Record as explained: 1 of 4 lines" }).click();
    await task(page).getByText("1 of 4 lines, assessed by yourself.").waitFor();
    await page.getByText("You explained it, compared line by line with the rubric by yourself").waitFor();
    await page.close();

    page = await open();
    const event = (await exported(page))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .find(({ kind }) => kind === "explain");
    expect(event).toMatchObject({ topic: "rope", task: "in-your-words", lines: [1, 4] });
    expect(event.text).toContain("turned by an angle");
  });
});

it("without scripts a task, its rubric and a card that runs can be read", async () => {
  await withProfile(async (open, context) => {
    const first = await open();
    const { origin } = new URL(first.url());
    await first.close();
    const plain = await context.browser()!.newContext({ javaScriptEnabled: false });
    try {
      const page = await plain.newPage();
      await page.goto(`${origin}/topics/backpropagation/`, { waitUntil: "domcontentloaded" });
      const card = page.locator(".flash.running").first();
      await card.getByText("Answer").click();
      await card.getByText("It prints").waitFor();
      expect(await card.locator(".program-printed").textContent()).toBe("10\n5");
      await task(page).getByText("Compare with the rubric").click();
      await task(page).getByRole("blockquote").first().waitFor();
    } finally {
      await plain.close();
    }
  });
});

it("at 320 px a formula wider than its column says at which edge, and the arrow keys move it", async () => {
  await withProfile(async (open) => {
    const page = await open(topic);
    await page.setViewportSize({ width: 320, height: 800 });
    const wide = page.locator(".formula[data-cut]").first();
    await wide.waitFor();
    expect(await wide.getAttribute("data-cut")).toBe("right");
    await wide.focus();
    await page.keyboard.press("End");
    for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => wide.getAttribute("data-cut")).toContain("left");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    // With room again it is an ordinary part of the page.
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => page.locator(".formula[data-cut]").count()).toBe(0);
    expect(await page.locator(".formula[tabindex]").count()).toBe(0);
  });
});
