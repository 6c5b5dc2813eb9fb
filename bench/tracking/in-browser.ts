import { chromium } from "playwright-core";
import { findChromium } from "../../e2e/chromium.ts";
import type { AskedServer } from "./ask-server.ts";
import { median } from "./quantile.ts";

const rounds = 5;

/** Milliseconds from opening a page of the hub until something is there, each time in a browser that was not there before. */
export async function inBrowser(
  server: AskedServer,
  page: string,
  selector: string,
): Promise<{ first: string; of: number }> {
  const executablePath = findChromium();
  if (executablePath === undefined) return { first: "no browser here, no", of: 0 };
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies(server.cookies);
      const tab = await context.newPage();
      const begun = performance.now();
      await tab.goto(`${server.origin}${page}`, { waitUntil: "commit" });
      await tab.locator(selector).first().waitFor({ timeout: 60_000 });
      times.push(performance.now() - begun);
    } finally {
      await browser.close();
    }
  }
  return { first: median(times).toFixed(0), of: rounds };
}
