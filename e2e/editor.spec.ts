import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { dist } from "./progress.fixture.ts";

const exercise = "stable-softmax";
const solution = readFileSync(
  path.join(import.meta.dirname, "../content/exercises", exercise, "solution.ts"),
  "utf8",
);

let browser: Browser;
let site: StaticSite;
beforeAll(async () => {
  browser = await launch();
  site = await serveStatic(dist);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A profile of its own; without a service worker, unless asked for, so that requests can be stopped. */
async function withEditor(
  work: (page: Page, context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
  prepare?: (context: BrowserContext) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
    baseURL: site.address,
    ...options,
  });
  context.setDefaultTimeout(40_000);
  try {
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(`/practice/${exercise}/`);
    await page.locator(".cm-content").waitFor();
    await work(page, context);
  } finally {
    await context.close();
  }
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** Where letters stand on the screen. */
function place(page: Page, letters: string) {
  return page.evaluate((text) => {
    const walk = document.createTreeWalker(document.querySelector(".cm-content")!, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const at = node.textContent!.indexOf(text);
      if (at < 0) continue;
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      break;
    }
    const { x, y, width, height, top, bottom } = range.getBoundingClientRect();
    return { x, y, width, height, top, bottom };
  }, letters);
}

const line = (page: Page) => page.locator(".cm-types");
const known = (page: Page, words: string | RegExp) => line(page).getByText(words).first().waitFor();

it("types load with the first focus; an error is marked in its line, listed and spoken, and stops no check", async () => {
  site.requests.length = 0;
  await withEditor(async (page) => {
    const asked = () => site.requests.filter((address) => address.includes("/data/language/"));
    expect(asked()).toEqual([]);
    expect(await line(page).count()).toBe(0);
    await write(page, `${solution}\nexport const broken: number = "four";\n`);
    const number = solution.split("\n").length + 1;
    await known(page, `1 type error, line ${number}: Type 'string' is not assignable to type 'number'.`);
    expect(asked().sort()).toEqual(["/data/language/standard.json", "/data/language/typescript.js"]);
    const mark = page.locator(".cm-lintRange-warning");
    expect(await mark.textContent()).toBe("broken");
    await line(page).getByRole("status").getByText(`1 type error, line ${number}`).waitFor();

    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.locator(".cm-panel-lint li", { hasText: "Type 'string' is not assignable" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("broken");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page
      .locator(".ex-status")
      .getByText(/^All \d+ checks passed$/)
      .waitFor();
    expect(await mark.textContent()).toBe("broken");
  });
});

it("the mark of a failed check stays while types come and go", async () => {
  await withEditor(async (page) => {
    const body = 'export function softmax(): number[] {\n  throw new Error("not yet");\n}\n';
    await write(page, body);
    await known(page, "No type errors");
    await page.keyboard.press("ControlOrMeta+Enter");
    const failed = page.locator(".cm-lintRange-error");
    await failed.first().waitFor();
    const marked = await failed.allTextContents();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("export const x: string = 1;");
    await known(page, /^1 type error, line 4/);
    expect(await failed.allTextContents()).toEqual(marked);
    await page.keyboard.press("ControlOrMeta+z");
    await known(page, "No type errors");
    expect(await failed.allTextContents()).toEqual(marked);
  });
});

it("a suggestion is taken by the keyboard and says what it is; Escape closes the list, and Tab leaves after it", async () => {
  await withEditor(async (page) => {
    await write(page, "export const l = 1;\n");
    await known(page, "No type errors");
    await page.keyboard.type("export const y = Math.expm");
    const list = page.getByRole("listbox", { name: "Completions" });
    await list.getByRole("option", { name: "expm1" }).waitFor();
    await page.locator(".cm-completionInfo").getByText("expm1(x: number): number").waitFor();
    await page
      .locator(".cm-completionInfo")
      .getByText("subtracting 1 from the exponential function")
      .waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("(l);");
    expect(await page.locator(".cm-line").nth(1).textContent()).toBe("export const y = Math.expm1(l);");
    await known(page, "No type errors");

    await page.keyboard.press("Enter");
    await page.keyboard.type("Math.");
    await page.keyboard.press("Control+Space");
    await list.waitFor();
    await page.keyboard.press("Escape");
    expect(await list.count()).toBe(0);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".cm-content"))).toBeNull();
  });
});

it("a name says its type and its docstring below the pointer, and at the cursor by Ctrl + Shift + Space", async () => {
  await withEditor(async (page) => {
    await write(page, "/** Twice its argument. */\nexport const twice = (x: number) => 2 * x;\n");
    await known(page, "No type errors");
    const box = page.locator(".cm-described");
    const word = await place(page, "twice");
    await page.mouse.move(word.x + word.width / 2, word.y + word.height / 2);
    await box.getByText("const twice: (x: number) => number").waitFor();
    await box.getByText("Twice its argument.").waitFor();
    await page.mouse.move(5, 5);
    await box.waitFor({ state: "detached" });
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 15; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ControlOrMeta+Shift+Space");
    await page.getByRole("status").filter({ hasText: "Twice its argument." }).waitFor();
  });
});

it.each([
  "**/data/language/typescript.js*",
  "**/data/language/standard.json",
  "**/_astro/type-worker*",
  "**/_astro/type-extension*",
])("without %s the editor and its checks do what they did", async (address) => {
  await withEditor(
    async (page) => {
      await write(page, solution);
      await known(page, "Types did not load; the checks run without them");
      await page.keyboard.type("// Math.lo");
      expect(await page.getByRole("listbox").count()).toBe(0);
      await page.getByRole("button", { name: "Run checks" }).click();
      await page
        .locator(".ex-status")
        .getByText(/^All \d+ checks passed$/)
        .waitFor();
    },
    {},
    (context) => context.route(address, (route) => route.abort()),
  );
});

it("types that did not load are tried again when the editor gets the focus again", async () => {
  const blocked = "**/data/language/standard.json";
  await withEditor(
    async (page, context) => {
      await write(page, solution);
      await known(page, "Types did not load; the checks run without them");
      await context.unroute(blocked);
      await page.getByRole("button", { name: "Reset to starter" }).focus();
      await page.locator(".cm-content").focus();
      await known(page, "No type errors");
    },
    {},
    (context) => context.route(blocked, (route) => route.abort()),
  );
});

it("offline, types work on once they were fetched", async () => {
  await withEditor(
    async (page, context) => {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.reload();
      await write(page, solution);
      await known(page, "No type errors");
      for (const name of ["typescript.js", "standard.json"])
        await page.waitForFunction(
          async (file) => (await caches.match(file)) !== undefined,
          `/data/language/${name}`,
        );
      await context.setOffline(true);
      await page.reload();
      await page.locator(".cm-content").waitFor();
      await write(page, 'export const x: number = "";\n');
      await known(page, /^1 type error, line 1/);
    },
    { serviceWorkers: "allow" },
  );
});

it("an exercise that may import a package of ours has its types", async () => {
  await withEditor(
    async (page) => {
      await write(page, 'import { ones } from "@blankfile/own";\nexport const a: string = ones([2]);\n');
      await known(page, /^1 type error, line 2: Type 'number\[\]' is not assignable/);
      await write(page, 'import "@blankfile/nn";\n');
      await known(page, 'import of "@blankfile/nn": this exercise may import @blankfile/own');
    },
    {},
    async (context) => {
      await context.route(`**/exercises/${exercise}.json`, async (route) => {
        const data = JSON.parse(readFileSync(path.join(dist, "exercises", `${exercise}.json`), "utf8"));
        await route.fulfill({ json: { ...data, imports: ["@blankfile/own"] } });
      });
      const declared = "export declare function ones(shape: number[]): number[];\n";
      const files = { "/workspace/node_modules/@blankfile/own/index.d.ts": declared };
      await context.route("**/data/language/own.json", (route) =>
        route.fulfill({ json: { needs: [], files } }),
      );
    },
  );
});

it("what was typed a moment before the page is left is there again", async () => {
  await withEditor(async (page, context) => {
    await write(page, "export const first = 1;\n");
    await page.goto("/progress/");
    await page.goto(`/practice/${exercise}/`);
    await page.locator(".cm-line", { hasText: "first" }).waitFor();
    await write(page, "export const second = 2;\n");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    const other = await context.newPage();
    await other.goto(`/practice/${exercise}/`);
    await other.locator(".cm-line", { hasText: "second" }).waitFor();
  });
});

it("on a phone of 320 px the list is tapped, does not cover its line, and letters are large enough not to zoom", async () => {
  await withEditor(
    async (page) => {
      const link = page.getByRole("link", { name: "To the editor" });
      await link.tap();
      const content = page.locator(".cm-content");
      await expect
        .poll(() => content.evaluate((one) => one.getBoundingClientRect().top < innerHeight))
        .toBe(true);
      expect(
        await content.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
      ).toBeGreaterThanOrEqual(16);
      await content.tap();
      await write(page, "export const l = 1;\n");
      await known(page, "No type errors");
      await page.keyboard.type("export const y = Math.log");
      const option = page.getByRole("option", { name: "log10", exact: true });
      await option.waitFor();
      const [row, list] = await page.evaluate(() =>
        [".cm-tooltip-autocomplete li", ".cm-tooltip-autocomplete"].map((one) => {
          const { top, bottom, left, right, height } = document.querySelector(one)!.getBoundingClientRect();
          return { top, bottom, left, right, height };
        }),
      );
      const typed = await place(page, "Math");
      expect(row!.height).toBeGreaterThanOrEqual(40);
      expect(list!.left).toBeGreaterThanOrEqual(0);
      expect(list!.right).toBeLessThanOrEqual(320);
      expect(list!.top >= typed.bottom - 1 || list!.bottom <= typed.top + 1).toBe(true);
      await option.tap();
      expect(await page.locator(".cm-line").nth(1).textContent()).toBe("export const y = Math.log10");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    },
    { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  );
});
