import { SKIP, visit } from "unist-util-visit";
import type { Tree } from "./parse-markdown.ts";

/** Words of prose: no headings, code, displayed formulas or tasks; a formula or code within a line is one word. */
export function countWords(tree: Tree): number {
  let words = 0;
  visit(tree, (node) => {
    if (node.type === "heading" || (node.type === "containerDirective" && node.name === "task")) return SKIP;
    if (node.type === "text")
      words += node.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    else if (node.type === "inlineMath" || node.type === "inlineCode") words += 1;
    return undefined;
  });
  return words;
}
