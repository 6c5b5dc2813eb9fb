import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { exported, profiles } from "./progress.fixture.ts";

const root = path.join(import.meta.dirname, "..");
const withProfile = profiles();
const textOf = (exercise: string, file: string) =>
  readFileSync(path.join(root, "content/exercises", exercise, file), "utf8");

/** The day of the test's clock, at noon: a Sunday in November, and days after it. */
const noon = (days: number) => new Date(Date.UTC(2026, 10, 1 + days, 12));

async function write(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

async function check(page: Page, said: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Run checks" }).click();
  await page.locator(".ex-status").getByText(said).waitFor();
}

it("an exercise passed a week ago is worth doing again from blank, and then it is rebuilt", async () => {
  await withProfile(async (open) => {
    const exercise = "stable-softmax";
    const page = await open("/practice/");
    await page.clock.setFixedTime(noon(0));
    await page.goto(`/practice/${exercise}/`);
    await page.locator(".cm-content").waitFor();
    await write(page, textOf(exercise, "solution.ts"));
    await check(page, /^All \d+ checks passed$/);
    await page.getByText(/Worth doing again from a blank file from 8 Nov 2026 on/).waitFor();

    await page.clock.setFixedTime(noon(6));
    await page.goto("/practice/");
    await page.getByText(/· passed/).waitFor();
    expect(await page.getByRole("region", { name: "Again from blank" }).count()).toBe(0);

    await page.clock.setFixedTime(noon(8));
    await page.goto("/practice/");
    const again = page.getByRole("region", { name: "Again from blank" });
    await again.getByText("passed a week ago or earlier").waitFor();
    await again.getByRole("link").click();
    await page.getByText(/Time to do it again from a blank file/).waitFor();
    await page.getByRole("button", { name: "Start again from blank" }).click();
    await expect.poll(() => page.locator(".cm-content").textContent()).toContain("is not written yet");
    await write(page, textOf(exercise, "second.ts"));
    await check(page, /^All \d+ checks passed$/);
    await page
      .locator(".ex-status")
      .getByText(/: rebuilt$/)
      .waitFor();
    await page.getByText(/Worth doing again from a blank file from 9 Dec 2026 on/).waitFor();
  });
});

it("attempts say what each changed; one is put back and taken away again; a file that does not load is none; after a pass it says what is next", async () => {
  await withProfile(async (open) => {
    const exercise = "stable-softmax";
    const solution = textOf(exercise, "solution.ts");
    const wrong = solution.replace("(sum, weight) => sum + weight", "(sum, weight) => sum - weight");
    expect(wrong).not.toBe(solution);
    const page = await open(`/practice/${exercise}/`);
    await page.locator(".cm-content").waitFor();
    await write(page, "export function softmax( {");
    await check(page, /^Syntax error/);
    expect(await page.getByText(/^One attempt/).count()).toBe(0);
    await write(page, wrong);
    await check(page, /^\d+ of \d+ checks passed$/);
    await page.getByText(/^One attempt of /).waitFor();
    expect(await page.getByText(/^Next: /).count()).toBe(0);
    await write(page, solution);
    await check(page, /^All \d+ checks passed$/);
    await page.getByText(/^Next: /).waitFor();
    await page.getByText(/^2 attempts, the last one of /).click();
    const [latest, first] = [page.locator(".ex-attempts li").first(), page.locator(".ex-attempts li").last()];
    expect(await latest.textContent()).toMatch(/all \d+ checks passed.*the text you have now/);
    await latest.getByRole("button", { name: /^What it changed/ }).click();
    expect(await latest.locator("del").textContent()).toMatch(/^- .*sum - weight/);
    expect(await latest.locator("ins").textContent()).toMatch(/^\+ .*sum \+ weight/);
    await first.getByRole("button", { name: /^Put it back/ }).click();
    await expect.poll(() => page.locator(".cm-content").textContent()).toContain("sum - weight");
    await page.getByRole("button", { name: "Undo putting it back" }).click();
    await expect.poll(() => page.locator(".cm-content").textContent()).toContain("sum + weight");
    await page.goto("/progress/");
    const events = (await exported(page))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ kind, passed }) => [kind, passed])).toEqual([
      ["check", false],
      ["check", true],
    ]);
    await page
      .getByText(/your code passed all \d+ checks of stable-softmax without hints/)
      .first()
      .waitFor();
  });
});

it("a check that is ended on its time says its reason as any other failure does", async () => {
  await withProfile(async (open) => {
    const page = await open("/practice/stable-softmax/");
    await page.locator(".cm-content").waitFor();
    await write(page, "export function softmax(): never {\n  for (;;);\n}\n");
    await check(page, /^Time limit/);
    await page.getByText("The exponentials are 1, 2 and 5, and their sum is 8.").waitFor();
    await page.getByText("This usually means:").waitFor();
  });
});

it("a gauntlet's clock starts with the first change; what passes late is practice, what passes in time counts", async () => {
  await withProfile(async (open) => {
    const exercise = "values-against-the-clock";
    const solution = textOf(exercise, "solution.ts");
    const page = await open("/practice/");
    await page.clock.setFixedTime(noon(0));
    await page.goto(`/practice/${exercise}/`);
    await page.locator(".cm-content").waitFor();
    await page.getByText("20 minutes, from your first change on").waitFor();
    expect(await page.getByRole("region", { name: "Hints" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Solution/ }).count()).toBe(0);
    await write(page, `${solution}\n`);
    await page.getByText("20:00 left").waitFor();

    await page.clock.setFixedTime(new Date(noon(0).getTime() + 21 * 60_000));
    await page.getByText("The time is over; what passes now is practice.").waitFor();
    await check(page, /^All \d+ checks passed$/);
    await page.goto("/practice/?kind=gauntlet");
    await page.getByRole("link", { name: "Value iteration against the clock" }).waitFor();
    expect(await page.getByText("· passed").count()).toBe(0);

    await page.goto(`/practice/${exercise}/`);
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByText("20 minutes, from your first change on").waitFor();
    await write(page, solution);
    await check(page, /^All \d+ checks passed$/);
    await page.goto("/practice/?kind=gauntlet");
    await page.getByText("· passed").waitFor();
  });
});

it("the list narrows by words, kind and what is passed, and its address says so", async () => {
  await withProfile(async (open) => {
    const page = await open("/practice/?kind=debug");
    const shown = page.locator("[data-exercise-card]:not([hidden])");
    await expect.poll(() => shown.count()).toBeLessThan(30);
    expect(await shown.first().textContent()).toContain("find the mistake");
    await page.getByLabel("Kind").selectOption("");
    await page.getByLabel("Filter by title or topic").fill("softmax attention-that-nobody-has");
    await page.getByText("none: take a filter away").waitFor();
    await page.getByLabel("Filter by title or topic").fill("log-sum-exp");
    await page.getByRole("link", { name: "A softmax that does not overflow" }).waitFor();
    expect(new URL(page.url()).search).toBe("?q=log-sum-exp");
    await page.getByLabel("Ready now").check();
    await page.getByText("none: take a filter away").waitFor();
  });
});
