import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { builtSite } from "./built-site.fixture.ts";

/** What a screen reader is given: names, roles and states of the accessibility tree, and no look at the picture. */

const built = builtSite();
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await built.context({ reducedMotion: "reduce" });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});

/** The tree of the page's content as lines: `- heading "Find my gaps" [level=1]`. */
const spoken = () => page.getByRole("main").ariaSnapshot();

it("gaps: from a destination through the list to the plan and its first topic", async () => {
  await page.goto(`${built.site.address}/gaps/`);
  const box = page.getByRole("combobox", { name: "Where do you want to go?" });
  await box.waitFor();
  let tree = await spoken();
  expect(tree).toContain('heading "Find my gaps" [level=1]');
  expect(tree).toMatch(/button "Find my gaps" \[pressed\]/);

  await box.focus();
  await page.keyboard.type("direct preference optimisation");
  await page.getByRole("option").first().waitFor();
  tree = await spoken();
  expect(tree).toMatch(/combobox "Where do you want to go\?" \[expanded\]/);
  expect(tree).toMatch(/option "DPO: direct preference optimisation .*" \[selected\]/);
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { name: "Start with these" }).waitFor();
  tree = await spoken();
  expect(tree).toMatch(/status: \d+ missing, \d+ ready to start now/);
  expect(tree).toMatch(/button "Remove DPO: direct preference optimisation"/);
  expect(tree).toMatch(/heading "All \d+ missing topics, in order" \[level=3\]/);
  expect(tree).toMatch(/link "1 .* ready now"/);
  expect(tree).toMatch(/checkbox "Landmarks only/);

  const plan = page.getByRole("button", { name: "Make it my plan" });
  await plan.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Your plan/ }).waitFor();
  const link = page.getByRole("link", { name: /^1 / }).first();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/topics\//);
  await page.getByRole("button", { name: "I know this" }).waitFor();
  tree = await spoken();
  expect(tree).toMatch(/heading ".+" \[level=1\]/);
  expect(tree).toMatch(/navigation "On this page and around it"/);
  expect(tree).toMatch(/heading "You need" \[level=2\]/);
  expect(tree).toMatch(/button "I know this"/);
});

it("the placement asks in words and says what it credited", async () => {
  await page.goto(`${built.site.address}/gaps/?to=backpropagation`);
  await page.getByRole("button", { name: /Find out what I know/ }).click();
  const box = page.getByRole("region", { name: "Placement" });
  const end = box.getByRole("status");
  for (let question = 1; question <= 13; question++) {
    await box.getByText(`Question ${question},`).or(end).first().waitFor();
    if (await end.isVisible()) break;
    const tree = await box.ariaSnapshot();
    expect(tree).toMatch(/heading ".+" \[level=3\]/);
    expect(tree).toMatch(/Question \d+, \d+ topics? open/);
    await box
      .getByRole("button", { name: /^(I do not know|I did not|Not yet)$/ })
      .first()
      .click();
  }
  expect(await end.textContent()).toMatch(/questions?; \d+ topics? credited to you/);
});

it("the map as a list says in words what the drawing marks", async () => {
  await page.goto(`${built.site.address}/map/?from=vectors&to=backpropagation&view=list`);
  await page.locator(".list-view").waitFor();
  const tree = await spoken();
  expect(tree).toMatch(/heading "3 .+" \[level=2\]/);
  expect(tree).toMatch(/link "Vectors.* stop 1"/);
  expect(tree).toMatch(/link "Backpropagation ?, landmark stop \d+"/);
});

it("who asks for less motion gets none", async () => {
  await page.goto(`${built.site.address}/map/?topic=backpropagation`);
  await page.locator(".panel .topic-list a").first().click();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.goto(`${built.site.address}/labs/computation-graph/`);
  await page.locator(".lab-card").waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  const smooth = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).scrollBehavior === "smooth")
          .length,
    );
  expect(await smooth()).toBe(0);
});
