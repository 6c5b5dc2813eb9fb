import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

/** The file that the button saves. */
export async function savedFile(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as one file" }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

/** The saved file opened without JavaScript: how many pictures it has, and that it asked nobody for anything. */
export async function withoutScript(
  browser: Browser,
  html: string,
): Promise<{ title: string | null; pictures: number; asked: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.setContent(html);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  const pictures = await page.locator("svg.picture, img").count();
  await context.close();
  return { title, pictures, asked };
}
