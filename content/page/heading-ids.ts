import { visit } from "unist-util-visit";
import { type NodeOf, parseMarkdown, plainText, type Tree, titlesFirst } from "./parse-markdown.ts";

export interface Section {
  id: string;
  title: string;
}

/**
 * An id for each heading: its words in lower case joined by hyphens, "worked-example"; "-2", "-3" behind a repeated one.
 * It depends on the heading's text and its earlier namesakes only, so links to it last.
 */
export function headingIds(tree: Tree): { heading: NodeOf<"heading">; id: string }[] {
  const seen = new Map<string, number>();
  const result: { heading: NodeOf<"heading">; id: string }[] = [];
  visit(tree, "heading", (heading) => {
    const base = slugOf(plainText(heading)) || "section";
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    result.push({ heading, id: count === 1 ? base : `${base}-${count}` });
  });
  return result;
}

/** Every id that a link into the page may end in: its headings, and "task-<id>" for its tasks. */
export function anchorIds(tree: Tree): Set<string> {
  const ids = new Set(headingIds(tree).map(({ id }) => id));
  visit(tree, "containerDirective", ({ name, attributes }) => {
    if (name === "task" && attributes?.id) ids.add(`task-${attributes.id}`);
  });
  return ids;
}

/** The same for a page given as text. */
export function anchorsOf(body: string): Set<string> {
  return anchorIds(parseMarkdown(titlesFirst(body)));
}

function slugOf(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, "")
    .trim()
    .replace(/[\s-]+/g, "-");
}
