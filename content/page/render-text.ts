import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "@blankfile/curriculum";
import type { PageContext } from "./page-context.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { World } from "./world.ts";

/** A text of the front matter: a card's side, a claim, a summary. */
export interface TextSource {
  text: string;
  /** File that it stands in, from the repository's root. */
  file: string;
  /** Where in the front matter: "cards.2.front". */
  field: string;
}

export interface RenderedText {
  /** Without the paragraph around it where the text is a single one. */
  html: string;
  problems: Problem[];
}

/** Markdown of a few lines, formulas and links included, as HTML. */
export async function renderText(
  { text, file, field }: TextSource,
  context: PageContext,
): Promise<RenderedText> {
  const rendered = await renderMarkdown({ slug: "", body: text, file }, new World(context));
  const problems = rendered.problems.map((problem): Problem => {
    const { line: _, ...rest } = problem;
    const line = lineOfText(text, join(context.root, file));
    return { ...rest, ...(line > 0 && { line }), field, message: `${problem.field}: ${problem.message}` };
  });
  const single = /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(rendered.html.trim());
  return { html: single?.[1] ?? rendered.html, problems };
}

/** The line on which the text's first words stand; 0 where YAML wraps or escapes them. */
function lineOfText(text: string, file: string): number {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    const start = text.split("\n")[0]!.slice(0, 30);
    return lines.findIndex((line) => line.includes(start)) + 1;
  } catch {
    return 0;
  }
}
