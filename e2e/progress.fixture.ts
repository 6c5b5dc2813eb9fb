import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { builtSite } from "./built-site.fixture.ts";

export { dist } from "./built-site.fixture.ts";

type Open = (address?: string) => Promise<Page>;

/** A browser and the built site for the tests of a file. What it answers runs work in a profile of its own, with nothing stored. */
export function profiles() {
  const built = builtSite();
  return async (
    work: (open: Open, context: BrowserContext) => Promise<void>,
    setUp?: () => void,
  ): Promise<void> => {
    const context = await built.context({ baseURL: built.site.address });
    context.setDefaultTimeout(30_000);
    try {
      if (setUp) await context.addInitScript(setUp);
      await work(async (address = "/progress/") => {
        const page = await context.newPage();
        await page.goto(address);
        if (address === "/progress/") await page.getByRole("heading", { name: "Where it is kept" }).waitFor();
        return page;
      }, context);
    } finally {
      await context.close();
    }
  };
}

export function give(page: Page, text: string | Buffer, name = "progress.jsonl"): Promise<void> {
  return page
    .getByLabel("File to import")
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

export async function importText(page: Page, text: string): Promise<void> {
  await give(page, text);
  // The page empties the field at the end: the words of an import before may still stand.
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>("input[type=file]")!.files!.length === 0,
    undefined,
    { timeout: 120_000 },
  );
  await page.getByText(/events? read, [\d,]+ of them new/).waitFor({ timeout: 120_000 });
}

export async function exported(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export progress.jsonl" }).first().click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

export const day = 86_400_000;
export const now = Date.now();
let number = 0;
export const event = (fields: object, at = now - day) => ({ id: `e${number++}`, at, ...fields });
export const claim = (topic: string, at?: number) => event({ kind: "claim", topic }, at);
export const pass = (topics: string[], at?: number) =>
  event(
    {
      kind: "check",
      exercise: `of-${topics[0]}`,
      topics,
      passed: true,
      checks: [3, 3],
      solution: "00",
      hintsSeen: 0,
      solutionSeen: false,
      fromBlank: false,
    },
    at,
  );
export const lines = (...events: object[]) => events.map((one) => `${JSON.stringify(one)}\n`).join("");
