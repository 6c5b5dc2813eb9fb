import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";

/** The site as it was built. */
export const dist = path.join(import.meta.dirname, "..", "apps/web/dist");

/** A browser and the built site, there from the file's first hook to its last test. */
export class BuiltSite {
  browser!: Browser;
  site!: StaticSite;
  readonly #open: BrowserContext[] = [];

  /** A fresh profile at a desk's size, closed after the test that asked for it. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    this.#open.push(context);
    return context;
  }

  async closeContexts(): Promise<void> {
    for (const context of this.#open.splice(0)) await context.close();
  }
}

export function builtSite(): BuiltSite {
  const built = new BuiltSite();
  beforeAll(async () => {
    built.browser = await launch();
    built.site = await serveStatic(dist);
  });
  afterEach(() => built.closeContexts());
  afterAll(async () => {
    await built.browser.close();
    await built.site.close();
  });
  return built;
}
