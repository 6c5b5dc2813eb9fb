import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { builtSite } from "./built-site.fixture.ts";

/** Journeys in which nothing is pointed at: keys only, and what has the focus is asked of the page. */

const built = builtSite();
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await built.context();
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
});

const open = (address: string) => page.goto(`${built.site.address}${address}`);
const press = (key: string) => page.keyboard.press(key);

/** Name or text of what has the focus. */
const focused = () =>
  page.evaluate(() => {
    const active = document.activeElement!;
    const { labels } = active as HTMLInputElement;
    const name = active.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? active.textContent ?? "";
    return active === document.body ? "nothing" : name.trim().replace(/\s+/g, " ");
  });

async function focusOn(name: RegExp | string): Promise<void> {
  await expect.poll(focused).toMatch(name);
}

async function mapIsThere(): Promise<void> {
  await open("/");
  await page.locator(".panel h2").waitFor();
}

describe("a path, by keys alone", () => {
  it("from opening the map: t, both ends, then down the stops and into one", async () => {
    await mapIsThere();
    await press("t");
    await focusOn(/^From/);
    await page.keyboard.type("vectors");
    await press("Enter");
    await press("Tab");
    await focusOn(/^To/);
    await page.keyboard.type("backpropagation");
    await press("Enter");
    await page.locator("ol.stops").waitFor();
    await page.waitForURL(/from=vectors&to=backpropagation/);
    await press("Tab");
    await focusOn(/^1 ?Vectors/);
    const stops = await page.locator("ol.stops li").count();
    const read = [await focused()];
    for (let k = 1; k < stops; k++) {
      await press("j");
      read.push(await focused());
    }
    expect(stops).toBeGreaterThan(2);
    expect(read.map((stop) => Number.parseInt(stop, 10))).toEqual(
      Array.from({ length: stops }, (_, k) => k + 1),
    );
    expect(read.at(-1)).toMatch(/Backpropagation/);
    await press("Enter");
    await page.waitForURL(/\/topics\/backpropagation\//);
  });

  it("from a topic's page: t asks for the other end", async () => {
    await open("/topics/backpropagation/");
    await press("t");
    await page.waitForURL(/mode=path|to=backpropagation/);
    await focusOn(/^From/);
  });

  it("in the drawing: arrows from module to module, Enter into it, Escape back", async () => {
    await mapIsThere();
    const tile = page.locator("svg.map [data-module][tabindex='0']");
    await tile.focus();
    const start = await focused();
    await press("ArrowRight");
    await expect.poll(focused).not.toBe(start);
    const beside = await focused();
    await press("Enter");
    await page.waitForURL(/module=/);
    await expect
      .poll(() => page.evaluate(() => document.activeElement!.closest(".topic-list") !== null))
      .toBe(true);
    await press("Enter");
    await page.waitForURL(/topic=/);
    await expect.poll(() => page.evaluate(() => document.activeElement!.id)).toBe("panel-title");
    await press("Escape");
    await press("Escape");
    await focusOn(beside);
  });
});

describe("the focus after a navigation inside the map", () => {
  const title = () => page.evaluate(() => document.activeElement!.id);

  it("goes to the title of the topic that a list led to, through needs and unlocks", async () => {
    await open("/map/?topic=backpropagation");
    await page.locator(".panel [data-needs] a").first().waitFor();
    await press("[");
    const need = await focused();
    await press("Enter");
    await expect.poll(title).toBe("panel-title");
    expect(need).toContain(await focused());
    await press("]");
    await press("Enter");
    await expect.poll(title).toBe("panel-title");
  });

  it("is in the box when gaps are asked for, and at the title when the browser goes back", async () => {
    await open("/map/?topic=backpropagation");
    await page.getByRole("button", { name: "Trace a path to it" }).focus();
    await press("Enter");
    await focusOn(/^From/);
    await page.goBack();
    await expect.poll(title).toBe("panel-title");
    await page.getByRole("button", { name: "Find my gaps" }).first().focus();
    await press("Enter");
    await focusOn("Find my gaps");
  });
});

describe("the key for the next action", () => {
  it("without a plan asks for a destination; with one leads to its next topic, then to its page", async () => {
    await open("/labs/");
    await press(".");
    await page.waitForURL(`${built.site.address}/`);
    await page.locator(".panel h2").waitFor();
    await press(".");
    await page.waitForURL(/\/gaps\//);
    await focusOn(/Where do you want to go/);
    await page.keyboard.type("chain rule");
    await press("Enter");
    await page.getByRole("button", { name: "Make it my plan" }).focus();
    await press("Enter");
    await page.getByRole("button", { name: "Your plan" }).waitFor();
    const next = (await page.locator("ol.stops.gaps .topic-title").first().textContent())!;
    await press(".");
    await page.waitForURL(/\/topics\//);
    expect(next).toContain(await page.locator("h1").textContent());
    await open("/practice/");
    await press(".");
    await page.waitForURL(/\/topics\//);
  });

  it("in an exercise: write, then the checks, then a hint", async () => {
    await open("/practice/scalar-autograd/");
    await page.locator(".cm-content").waitFor();
    await press(".");
    await focusOn(/Your solution/);
    await page.keyboard.type("// ?/.t\n");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    await press("Escape");
    await press("Tab");
    // What is written is kept a moment later.
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem("blankfile-exercise:scalar-autograd")))
      .toContain("// ?/.t");
    await press(".");
    await page.locator('.ex-status[data-run="failed"]').waitFor();
    await press(".");
    await page.getByRole("region", { name: "Hints" }).getByRole("listitem").waitFor();
  });

  it("on a track that is followed: the part that is now", async () => {
    await open("/tracks/map-tour/");
    await page.getByRole("button", { name: "Follow this track" }).focus();
    await press("Enter");
    await page.locator("ol.calendar").waitFor();
    await press(".");
    await expect.poll(() => new URL(page.url()).hash).not.toBe("");
    const part = new URL(page.url()).hash;
    expect(await page.locator(`section.unit${part}`).count()).toBe(1);
  });
});

describe("the other keys", () => {
  it("g and a letter lead to every place in the list of keys", async () => {
    await open("/reading/");
    await press("?");
    await page.locator("dialog.keys-dialog[open] dt").first().waitFor();
    const list = await page.locator("dialog.keys-dialog dt").allTextContents();
    await press("Escape");
    const letters = list.map((keys) => /^g (\w)$/.exec(keys)?.[1]).filter((letter) => letter !== undefined);
    expect(letters).toEqual(["m", "t", "k", "p", "l", "r", "e", "f", "v", "j"]);
    const places = [
      "/",
      "/topics/",
      "/tracks/",
      "/practice/",
      "/labs/",
      "/runs/",
      "/progress/",
      "/gaps/",
      "/review/",
      "/projects/",
    ];
    for (const [k, letter] of letters.entries()) {
      await press("g");
      await press(letter);
      await page.waitForURL(`${built.site.address}${places[k]}`);
    }
    for (const key of ["/", ".", "j k", "[ ]", "t", "x", "Enter", "Ctrl Enter", "?"])
      expect(list).toContain(key);
  });

  it("j and k go through lists, x claims and takes back, [ and ] go round", async () => {
    await open("/tracks/");
    await press("j");
    await expect.poll(focused).not.toBe("nothing");
    const top = await focused();
    await press("j");
    await expect.poll(focused).not.toBe(top);
    await press("k");
    await expect.poll(focused).toBe(top);
    await open("/topics/chain-rule/");
    await page.locator("[data-claim]").first().waitFor();
    await press("x");
    await page.getByText("You said that you know this").waitFor();
    await press("x");
    await page.getByText("No evidence yet").waitFor();
    await press("]");
    await expect
      .poll(() => page.evaluate(() => document.activeElement!.closest("[data-unlocks]") !== null))
      .toBe(true);
  });

  it("none works in a field, whatever is typed", async () => {
    await open("/topics/?q=");
    const field = page.getByRole("searchbox");
    await field.focus();
    await page.keyboard.type("g k/?.jtx[");
    expect(await field.inputValue()).toBe("g k/?.jtx[");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/topics/");
  });
});
