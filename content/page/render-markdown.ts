import type { Problem } from "@blankfile/curriculum";
import { SKIP, visit } from "unist-util-visit";
import { loadHighlight } from "./code.ts";
import { countWords } from "./count-words.ts";
import { placeDirectives } from "./directives.ts";
import { type Fence, fences, runFences } from "./fences.ts";
import { anchorIds, headingIds, type Section } from "./heading-ids.ts";
import { resolveLinks } from "./links.ts";
import type { PageSource } from "./page-context.ts";
import { type PageBlock, PageState } from "./page-state.ts";
import { lineOf, type NodeOf, parseMarkdown, plainText, type Tree, titlesFirst } from "./parse-markdown.ts";
import { toHtml } from "./to-html.ts";
import { fillValues } from "./values.ts";
import type { World } from "./world.ts";

export interface RenderedPage {
  html: string;
  /** The `##` headings, for the rail at the left. */
  sections: Section[];
  /** Words of prose, without code, formulas and tasks. */
  words: number;
  /** Labs, exercises, experiments, tasks and code on the page, in its order. */
  blocks: PageBlock[];
  problems: Problem[];
}

/** Renders without a cache; lines of problems are those of `source.body`. */
export async function renderMarkdown(source: PageSource, world: World): Promise<RenderedPage> {
  const text = titlesFirst(source.body);
  const tree = parseMarkdown(text);
  const page = new PageState(source, world);
  const ids = anchorIds(tree);
  const sections = giveIds(tree, page);
  const code = fences(tree, page);
  const { outputs, exports } = await runFences(code, page);
  const printed = withOutputs(code, outputs);
  fillValues(tree, exports, (line, message, hint) => page.complain("value", line, message, hint));
  refuseHtml(tree, page);
  resolveLinks(tree, ids, page);
  const words = countWords(tree);
  placeDirectives(tree, text, page);
  removeHidden(tree, code);
  collectCode(code, printed, page);
  const html = toHtml(tree, { highlight: await loadHighlight(), outputs: printed, page });
  const problems = page.problems.sort((a, b) => a.line! - b.line!);
  return { html, sections, words, blocks: page.blocks, problems };
}

function giveIds(tree: Tree, page: PageState): Section[] {
  const headings = headingIds(tree);
  for (const { heading, id } of headings) {
    heading.data = { ...heading.data, hProperties: { id } };
    if (heading.depth === 1) {
      const hint = "the title stands in the front matter; sections begin with ##";
      page.complain("heading", lineOf(heading), `"# ${plainText(heading)}" is a second title`, hint);
    }
  }
  return headings
    .filter(({ heading }) => heading.depth === 2)
    .map(({ heading, id }) => ({ id, title: plainText(heading) }));
}

function withOutputs(code: readonly Fence[], outputs: readonly string[]): Map<NodeOf<"code">, string> {
  const running = code.filter(({ run }) => run);
  return new Map(running.map(({ node }, index) => [node, outputs[index] ?? ""]));
}

/** HTML in Markdown would be dropped in silence; comments may go. */
function refuseHtml(tree: Tree, page: PageState): void {
  visit(tree, "html", (node) => {
    if (/^<!--[\s\S]*-->$/.test(node.value.trim())) return;
    const given = node.value.trim().split("\n")[0]!.slice(0, 60);
    page.complain(
      "html",
      lineOf(node),
      `${given} is HTML`,
      "write Markdown or a directive; \\< for the sign itself",
    );
  });
}

function removeHidden(tree: Tree, code: readonly Fence[]): void {
  const hidden = new Set<unknown>(code.filter((fence) => fence.hidden).map(({ node }) => node));
  visit(tree, "code", (node, index, parent) => {
    if (!hidden.has(node) || parent === undefined || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

function collectCode(code: readonly Fence[], printed: Map<NodeOf<"code">, string>, page: PageState): void {
  for (const { node, run, hidden } of code)
    page.blocks.push({
      kind: "code",
      language: node.lang ?? "text",
      source: node.value,
      run,
      hidden,
      output: printed.get(node) ?? "",
    });
}
