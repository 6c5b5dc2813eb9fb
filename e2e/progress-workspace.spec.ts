import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { type Hub, startHub } from "./hub.ts";
import { claim, exported, lines, now } from "./progress.fixture.ts";

let browser: Browser;
let hub: Hub;
beforeAll(async () => {
  browser = await launch();
  hub = await startHub();
});
afterAll(async () => {
  await browser.close();
  await hub.close();
});

it("an import of more than one request holds lands in the workspace, and another version's lines there are exported", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "blankfile-e2e-"));
  const file = path.join(folder, "progress.jsonl");
  // 12 MB: the server takes 8 at once.
  writeFileSync(
    file,
    lines(
      ...Array.from({ length: 100_000 }, (_, i) => ({ ...claim("sets", now - i), note: "x".repeat(40) })),
    ),
  );
  const later = '{"id":"later-1","at":5,"kind":"taught","topic":"sets"}';
  const kept = path.join(hub.workspace, "progress.jsonl");
  appendFileSync(kept, `${later}\n`);

  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(hub.url);
  await page.goto(new URL("/progress/", hub.url).href);
  await page.getByText("of your workspace").waitFor();
  const start = performance.now();
  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByText("100,000 events read, 100,000 of them new").waitFor();
  console.log(`100,000 events into the workspace: ${Math.round(performance.now() - start)} ms`);
  rmSync(folder, { recursive: true });
  expect(readFileSync(kept, "utf8").trim().split("\n")).toHaveLength(100_001);
  await page.reload();
  await page.getByText("1 line of it is no event of this version").waitFor();
  const text = await exported(page);
  expect(text.trim().split("\n")).toHaveLength(100_001);
  expect(text).toContain(later);
  await context.close();
});
