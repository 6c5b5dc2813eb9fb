import type { PageContext } from "./page-context.ts";
import { type RenderedPage, renderMarkdown } from "./render-markdown.ts";
import { repository } from "./repository.ts";
import { World } from "./world.ts";

/** A context for tests: two topics, a lab, an exercise, this repository's files, no cache. */
export function smallWorld(changes: Partial<PageContext> = {}): PageContext {
  return {
    root: repository,
    base: "/",
    topics: new Map([
      ["chain-rule", { title: "The chain rule", body: "## Problem\n\n## Worked example\n" }],
      ["softmax", { title: "Softmax", body: "" }],
    ]),
    labs: new Map([["computation-graph", { title: "A graph of your own" }]]),
    exercises: new Map([["stable-softmax", { title: "A stable softmax" }]]),
    cache: false,
    ...changes,
  };
}

/** Renders Markdown in that context as the page "content/topics/1/test.md". */
export function render(body: string, changes: Partial<PageContext> = {}): Promise<RenderedPage> {
  const source = { slug: "test", body, file: "content/topics/1/test.md" };
  return renderMarkdown(source, new World(smallWorld(changes)));
}

/** What is wrong with the Markdown: "line field: message | hint" for each problem. */
export async function problemsOf(body: string, changes: Partial<PageContext> = {}): Promise<string[]> {
  const { problems } = await render(body, changes);
  return problems.map(({ line, field, message, hint }) => `${line} ${field}: ${message} | ${hint}`);
}
