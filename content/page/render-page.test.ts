import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PageContext } from "./page-context.ts";
import { renderPage } from "./render-page.ts";
import { renderText } from "./render-text.ts";
import { smallWorld } from "./small-world.ts";

let root: string;
let context: PageContext;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "blankfile-pages-"));
  mkdirSync(join(root, "content/topics/1"), { recursive: true });
  context = smallWorld({ root, cache: join(root, "cache") });
});
afterEach(() => rmSync(root, { recursive: true }));

const file = "content/topics/1/test.md";
const source = (body: string) => ({ slug: "test", body, file });

/** Changes what the cache holds, so that a page that comes from it can be told. */
function mark(): void {
  const folder = join(root, "cache/pages");
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  const entry = join(folder, names[0]!);
  writeFileSync(entry, readFileSync(entry, "utf8").replace("Read", "Kept"));
}

describe("renderPage", () => {
  it("names the line of the file, below the front matter", async () => {
    const body = "## Idea\n\n[a](topic:none)\n";
    writeFileSync(join(root, file), `---\ntitle: T\nlayer: "1"\n---\n\n${body}`);
    const { problems } = await renderPage(source(body), context);
    expect(problems).toMatchObject([{ file, line: 8, field: "link" }]);
    expect((await renderPage(source(body), context)).problems).toEqual(problems);
  });

  it("comes from the cache while the text and what it refers to are the same", async () => {
    const body = "Read [this](topic:softmax).\n";
    await renderPage(source(body), context);
    mark();
    expect((await renderPage(source(body), context)).html).toContain("Kept");
    expect((await renderPage(source(`${body}\n`), context)).html).toContain("Read");
    expect((await renderPage(source(body), { ...context, base: "/sub/" })).html).toContain("/sub/topics/");
  });

  it("is rendered anew when what it refers to is gone", async () => {
    const body = "Read [this](topic:softmax).\n";
    await renderPage(source(body), context);
    mark();
    const { problems } = await renderPage(source(body), { ...context, topics: new Map() });
    expect(problems).toMatchObject([{ field: "link", message: "topic:softmax names no topic" }]);
  });

  it("is rendered anew when a file that it names is made", async () => {
    const body = "Read `packages/new.ts`.\n";
    expect((await renderPage(source(body), context)).problems).toHaveLength(1);
    mkdirSync(join(root, "packages"));
    writeFileSync(join(root, "packages/new.ts"), "");
    expect((await renderPage(source(body), context)).problems).toEqual([]);
  });

  it("works where the cache cannot be written", async () => {
    writeFileSync(join(root, "blocked"), "");
    const page = await renderPage(source("Read.\n"), { ...context, cache: join(root, "blocked") });
    expect(page.html).toBe("<p>Read.</p>");
  });
});

describe("renderText", () => {
  it("gives a line without its paragraph and several with them", async () => {
    const text = (given: string) => renderText({ text: given, file, field: "cards.0.front" }, context);
    expect((await text("Why is $x$ *small*?")).html).toMatch(
      /^Why is <span class="katex">.* <em>small<\/em>\?$/s,
    );
    expect((await text("One.\n\nTwo.")).html).toBe("<p>One.</p>\n<p>Two.</p>");
  });

  it("names the field and the line of a formula that does not compile", async () => {
    writeFileSync(join(root, file), "---\ntitle: T\ncards:\n  - front: what is $\\frac$?\n---\n");
    const { problems } = await renderText(
      { text: "what is $\\frac$?", file, field: "cards.0.front" },
      context,
    );
    expect(problems).toMatchObject([{ file, line: 4, field: "cards.0.front" }]);
    expect(problems[0]!.message).toMatch(/^formula: /);
  });
});
