import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { escaped, type Highlight } from "./code.ts";
import { renderMaths } from "./maths.ts";
import type { PageState } from "./page-state.ts";
import { lineOf, type NodeOf, type Tree } from "./parse-markdown.ts";

interface Parts {
  highlight: Highlight;
  /** What each `ts run` block printed. */
  outputs: ReadonlyMap<NodeOf<"code">, string>;
  page: PageState;
}

/** The tree as HTML. Formulas and code come as ready text: making trees of them first costs four times as long. */
export function toHtml(tree: Tree, { highlight, outputs, page }: Parts): string {
  const maths = (node: NodeOf<"math"> | NodeOf<"inlineMath">): string => {
    const display = node.type === "math";
    const result = renderMaths(node.value, display);
    if ("html" in result) return display ? `<div class="formula">${result.html}</div>` : result.html;
    const line = lineOf(node) + result.line - (display ? 0 : 1);
    page.complain(
      "formula",
      line,
      result.message,
      `in ${node.value.trim().replace(/\s+/g, " ").slice(0, 80)}`,
    );
    return `<code>${escaped(node.value)}</code>`;
  };
  const processor = unified()
    .use(remarkRehype, {
      clobberPrefix: "note-",
      handlers: {
        code: (_state: unknown, node: NodeOf<"code">) =>
          raw(codeFigure(highlight(node.value, node.lang ?? "text"), node.lang ?? "text", outputs.get(node))),
        math: (_state: unknown, node: NodeOf<"math">) => raw(maths(node)),
        inlineMath: (_state: unknown, node: NodeOf<"inlineMath">) => raw(maths(node)),
      },
    })
    .use(() => emptyHeadersAreCells)
    .use(rehypeStringify, { allowDangerousHtml: true });
  return processor.stringify(processor.runSync(tree));
}

interface HtmlNode {
  type: string;
  tagName?: string;
  children?: HtmlNode[];
}

/** Markdown gives every table a line of headers; one without a word heads nothing, and a screen reader would read it out. */
function emptyHeadersAreCells(tree: HtmlNode): void {
  visit(tree, "element", (node: HtmlNode) => {
    if (node.tagName === "th" && node.children?.length === 0) node.tagName = "td";
  });
}

function codeFigure(coloured: string, language: string, output: string | undefined): string {
  const printed = output === undefined || output === "" ? "" : outputHtml(output);
  return `<figure class="code" data-language="${escaped(language)}"><pre tabindex="0"><code>${coloured}</code></pre>${printed}</figure>`;
}

function outputHtml(output: string): string {
  return `<pre class="output" tabindex="0" role="group" aria-label="Output"><samp>${escaped(output.replace(/\n$/, ""))}</samp></pre>`;
}

function raw(value: string): { type: "raw"; value: string } {
  return { type: "raw", value };
}
