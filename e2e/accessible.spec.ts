import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { kinds } from "./kinds-of-page.ts";

const dist = path.join(import.meta.dirname, "..", "apps/web/dist");

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

/** What axe finds, a line for each element. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 240)}`,
    ),
  );
}

describe.each(["light", "dark"] as const)("axe finds nothing in %s", (colorScheme) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme,
      reducedMotion: "reduce",
    });
  });
  afterAll(() => context.close());

  it.each(kinds)("on the $name", async ({ address, ready, also }) => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${site.address}${address}`);
    await page.locator(ready).first().waitFor();
    await also?.(page);
    expect(await findings(page)).toEqual([]);
    await page.close();
  });
});
