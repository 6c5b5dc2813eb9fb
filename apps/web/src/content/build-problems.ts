import { graphProblems, type Problem } from "@blankfile/curriculum";
import type { Content } from "@blankfile/curriculum/node";

/** What a build must not go over: what is wrong in single files, else what is wrong with the edges between them. */
export function buildProblems({ topics, problems }: Pick<Content, "topics" | "problems">): Problem[] {
  if (problems.length > 0) return problems;
  return graphProblems([...topics.values()]).map(({ slug, ...rest }) => {
    const layer = topics.get(slug)?.layer;
    return { file: layer === undefined ? "content/topics" : `content/topics/${layer}/${slug}.md`, ...rest };
  });
}
