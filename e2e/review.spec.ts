import { readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { claim, dist, event, exported, importText, lines, profiles } from "./progress.fixture.ts";

const withProfile = profiles();
const day = 86_400_000;
const monday = new Date(2026, 10, 30, 9).getTime();

interface Card {
  id: string;
  kind: string;
  program?: { source: string; printed?: string };
}
const cards = JSON.parse(readFileSync(path.join(dist, "data/cards.json"), "utf8")) as Record<string, Card[]>;
const topic = "backpropagation";
const deck = cards[topic]!;

/** The clock of every page of the context. */
const setDay = (context: BrowserContext, days: number) => context.clock.setFixedTime(monday + days * day);

const title = (page: Page) => page.locator(".review-card h2");
const done = (page: Page) => page.getByRole("heading", { name: "That is all for today" });
const front = (page: Page) => page.locator(".review-card .side").first().innerHTML();
const reviews = async (page: Page) =>
  (await exported(page))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind.startsWith("review"));

/** Shows the card and answers it, by keys alone; answers with its front. */
async function answerByKeys(page: Page, rating: number): Promise<string> {
  const text = await front(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Answer" }).waitFor();
  await page.keyboard.press(String(rating));
  await page.getByRole("heading", { name: "Answer" }).waitFor({ state: "detached" });
  return text;
}

/** Answers cards by keys until the one that is shown is wanted. */
async function answerUntil(page: Page, wanted: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < deck.length && !(await wanted()); i++) await answerByKeys(page, 3);
  await expect.poll(wanted).toBe(true);
}

it("the cards of a topic are answered, come again on their days and not before, and the events say which", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    let page = await open();
    await importText(page, lines(claim(topic, monday - day)));
    await page.getByRole("link", { name: "Review", exact: true }).click();
    await title(page).getByText("Backpropagation").waitFor();
    await page.getByText("New: you know this topic").waitFor();

    // By button first, then by keys, where the focus stands: on the answer, then on the next card.
    const first = await front(page);
    await page.getByRole("button", { name: "Show the answer" }).click();
    await page.getByRole("button", { name: "1 Forgot tomorrow" }).click();
    await expect.poll(() => front(page)).not.toBe(first);
    expect(await page.evaluate(() => document.activeElement!.id)).toBe("review-title");
    const others: string[] = [];
    for (let i = 1; i < deck.length; i++) others.push(await answerByKeys(page, 4));
    expect(new Set([first, ...others]).size).toBe(deck.length);
    await done(page).waitFor();
    await page.close();

    await setDay(context, 1);
    page = await open("/review/");
    await page.getByText("Last answered yesterday, “Forgot”").waitFor();
    expect(await front(page)).toBe(first);
    await answerByKeys(page, 3);
    await done(page).waitFor();
    await page.goto("/progress/");
    const events = await reviews(page);
    expect(events.map(({ kind, topic, rating }) => [kind, topic, rating])).toEqual([
      ["review", topic, 1],
      ...others.map(() => ["review", topic, 4]),
      ["review", topic, 3],
    ]);
    expect(new Set(events.map(({ card }) => card))).toEqual(new Set(deck.map(({ id }) => id)));
  });
});

it("the last answer is taken back by u or by its button, until the next is given; the log keeps both events", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    const page = await open();
    await importText(page, lines(claim(topic, monday - day)));
    await page.goto("/review/");
    await title(page).waitFor();
    const first = await answerByKeys(page, 1);
    await page.getByText("Backpropagation: “Forgot”, asked again tomorrow.").waitFor();
    await page.keyboard.press("u");
    await page.getByText("Taken back: the card is asked again.").waitFor();
    expect(await front(page)).toBe(first);
    expect(await page.evaluate(() => document.activeElement!.id)).toBe("review-title");
    // Nothing is left to take back.
    await page.keyboard.press("u");
    await answerByKeys(page, 4);
    const second = await answerByKeys(page, 3);
    await page.getByRole("button", { name: "Take it back" }).click();
    await expect.poll(() => front(page)).toBe(second);
    await page.reload();
    await title(page).waitFor();
    expect(await front(page)).toBe(second);
    expect(await page.getByRole("button", { name: "Take it back" }).count()).toBe(0);
    await page.goto("/progress/");
    const events = await reviews(page);
    expect(events.map(({ kind, rating }) => [kind, rating])).toEqual([
      ["review", 1],
      ["review-undo", undefined],
      ["review", 4],
      ["review", 3],
      ["review-undo", undefined],
    ]);
    expect([events[1].of, events[4].of]).toEqual([events[0].id, events[3].id]);
  });
});

it("a program is predicted, run in the sandbox and compared; then its answer stands there to be rated", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    const page = await open();
    await importText(page, lines(claim(topic, monday - day)));
    await page.goto("/review/");
    await title(page).waitFor();
    await answerUntil(page, () => page.getByLabel("What does it print?").isVisible());
    const { printed } = deck.find(({ kind, program }) => kind === "predict" && program)!.program!;
    expect(printed).toBe("10\n5");
    // Digits and Enter belong to the field.
    await page.getByLabel("What does it print? 2 lines").fill("10.0\n10");
    await page.keyboard.press("Control+Enter");
    await page.getByText("1 of 2 lines as you said.").waitFor();
    const rows = await page.locator(".compared tbody tr").allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, " ").trim())).toEqual([
      "✓ right: 10.0 10",
      "✕ not so: 10 5",
    ]);
    await page.getByRole("heading", { name: "Answer" }).waitFor();
    await page.keyboard.press("2");
    await page.getByLabel("What does it print? One line").fill("[0, 0, 1]");
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("As you said.", { exact: true }).waitFor();
  });
});

it("a fault is mended in the editor until the checks pass, and the program without it stands beside", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    const page = await open();
    await importText(page, lines(claim(topic, monday - day)));
    await page.goto("/review/");
    await title(page).waitFor();
    await answerUntil(page, () => page.getByRole("button", { name: "Run the checks" }).isVisible());
    const { source } = deck.find(({ kind, program }) => kind === "debug" && program)!.program!;
    const editor = page.locator(".program-editor .cm-content");
    await editor.waitFor();
    await page.getByRole("button", { name: "Run the checks" }).click();
    await page.getByText("1 of 2 checks pass.").waitFor();
    await page.getByText("given [3, 1], expected [6, 1]").waitFor();
    await editor.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(source.replace("grad[of] = ", "grad[of]! += "));
    await page.keyboard.press("Control+Enter");
    await page.getByText("All checks pass: repaired.").waitFor();
    await page.getByText("Without the fault").waitFor();
    await page.getByRole("button", { name: "3 Good" }).click();
  });
});

it("where the sandbox cannot be had, the card says what was printed when the site was built", async () => {
  await withProfile(async (open, context) => {
    await context.route(/\/sandbox\//, (route) => route.abort());
    const page = await open(`/topics/${topic}/`);
    const card = page.locator(".flash.running").first();
    await card.scrollIntoViewIfNeeded();
    await card.getByLabel("What does it print?").fill("10\n5");
    await card.getByRole("button", { name: "Run it" }).click();
    await card.getByText("It did not run here: The sandbox did not load.").waitFor();
    await card.getByText("All 2 lines as you said.").waitFor();
  });
});

it("fifteen a day are all, and what waits has no number", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    let page = await open();
    await importText(page, lines(...Object.keys(cards).map((slug) => claim(slug, monday - day))));
    await page.goto("/review/");
    await title(page).waitFor();
    const seen = new Set<string>();
    for (let i = 0; i < 15; i++) seen.add(await answerByKeys(page, 3));
    await done(page).waitFor();
    expect(seen.size).toBe(15);
    for (const part of [".review-card", ".wishes"])
      expect(await page.locator(part).textContent()).not.toMatch(/\d/);
    await page.reload();
    await done(page).waitFor();
    expect(await page.getByRole("button", { name: "Show the answer" }).count()).toBe(0);
    await page.close();
    await setDay(context, 1);
    page = await open("/review/");
    await page.getByRole("button", { name: "Show the answer" }).waitFor();
  });
});

it("a pause lasts a week and can be ended, a module is left out until it is taken back, and what is due is spread", async () => {
  await withProfile(async (open, context) => {
    await setDay(context, 0);
    let page = await open();
    const answered = deck.map(({ id }) =>
      event({ kind: "review", topic, card: id, rating: 2 }, monday - 9 * day),
    );
    await importText(page, lines(...answered));
    await page.goto("/review/");
    await page.getByText("Last answered 9 days ago").waitFor();

    await page.getByRole("button", { name: "Pause for a week" }).click();
    await page.getByRole("heading", { name: "Paused until Monday 7 December 2026" }).waitFor();
    await page.close();
    await setDay(context, 6);
    page = await open("/review/");
    await page.getByRole("button", { name: "End the pause" }).click();
    await title(page).getByText("Backpropagation").waitFor();

    await page.getByRole("button", { name: /^Leave out / }).click();
    await done(page).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await title(page).getByText("Backpropagation").waitFor();
    await page.getByRole("button", { name: /^Leave out / }).click();
    await page.reload();
    await done(page).waitFor();
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    await page.getByText("Modules left out").click();
    await page.getByRole("button", { name: /^Ask .* again$/ }).click();
    await title(page).getByText("Backpropagation").waitFor();

    await page.getByRole("button", { name: "Spread over a week" }).click();
    await page.getByText("What was due is spread over a week").waitFor();
    for (let i = 0; i < Math.ceil(deck.length / 7); i++) await answerByKeys(page, 4);
    await done(page).waitFor();
    await page.close();
    await setDay(context, 7);
    page = await open("/review/");
    await title(page).getByText("Backpropagation").waitFor();
  });
});

it("without a topic that is known it says where cards come from; offline after a visit it still asks", async () => {
  await withProfile(async (open, context) => {
    const page = await open("/review/");
    await page.getByRole("heading", { name: "No cards yet" }).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`/topics/${topic}/`);
    await page.getByRole("button", { name: "I know this" }).first().click();
    await page.keyboard.press("g");
    await page.keyboard.press("v");
    await title(page).getByText("Backpropagation").waitFor();
    await page.reload();
    await title(page).waitFor();
    await context.setOffline(true);
    await page.reload();
    await title(page).getByText("Backpropagation").waitFor();
    await answerByKeys(page, 3);
    await context.setOffline(false);
  });
});

it("at 320 px nothing stands beyond the edge, and a screen reader is given the card's parts", async () => {
  await withProfile(async (open) => {
    const page = await open();
    await importText(page, lines(claim(topic)));
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/review/");
    await page.getByRole("button", { name: "Show the answer" }).click();
    await page.getByRole("group", { name: "How did it go?" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const tree = await page.getByRole("main").ariaSnapshot();
    expect(tree).toContain('heading "Backpropagation" [level=2]');
    expect(tree).toContain('heading "Answer" [level=3]');
    expect(tree).toMatch(/button "3 Good in \d+ days"/);
  });
});
