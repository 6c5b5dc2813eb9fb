import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkDirective)
  .use(noDirectivesInLines)
  .freeze();

/** The Markdown tree (mdast) with tables, footnotes, formulas and directives. */
export type Tree = ReturnType<typeof reader.parse>;
/** Any node below the root. */
export type MarkdownNode = Tree["children"][number];
export type NodeOf<Type extends MarkdownNode["type"]> = Extract<MarkdownNode, { type: Type }>;

/** Leaves a colon within a line alone: "10:30", "{{loss:4}}" and "topic:slug" would be directives otherwise. */
function noDirectivesInLines(this: Processor): void {
  const colon = 58;
  for (const extension of this.data().micromarkExtensions ?? []) {
    if (extension.flow?.[colon] !== undefined) delete extension.text?.[colon];
  }
}

export function parseMarkdown(text: string): Tree {
  return reader.parse(text);
}

/**
 * Lets a title stand behind the attributes, `:::task{id=a}[Title]`, where the parser wants it before them. Lines keep
 * their numbers.
 */
export function titlesFirst(text: string): string {
  return text.replace(/^(:{2,}[a-z][\w-]*)(\{[^}\n]*\})(\[.*\])[ \t]*$/gm, "$1$3$2");
}

/** The text that a node shows, without markup. */
export function plainText(node: MarkdownNode | Tree): string {
  if ("value" in node && node.type !== "html") return node.value;
  if ("children" in node) return node.children.map((child) => plainText(child as MarkdownNode)).join("");
  return "";
}

/** The 1-based line on which a node starts. */
export function lineOf(node: MarkdownNode | Tree): number {
  return node.position?.start.line ?? 1;
}
