import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { builtSite } from "./built-site.fixture.ts";
import { kinds } from "./kinds-of-page.ts";

const built = builtSite();
let context: BrowserContext;
beforeAll(async () => {
  context = await built.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
});

/** What axe finds, a line for each element. The selectors that it would make up for all elements take as long as its rules. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
      selectors: false,
    }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 240)}`,
    ),
  );
}

/** The colour of the page's text, as it is drawn. */
const ink = (page: Page) => page.evaluate(() => getComputedStyle(document.body).color);

describe("axe finds nothing in light and in dark", () => {
  it.each(kinds)("on the $name", async ({ address, ready, also }) => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`${built.site.address}${address}`);
    await page.locator(ready).first().waitFor();
    await also?.(page);
    await page.evaluate(axe.source);
    const light = await ink(page);
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => ink(page)).not.toBe(light);
    expect(await findings(page)).toEqual([]);
    await page.close();
  });
});
