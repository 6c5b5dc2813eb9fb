import { budgetProblems, graphProblems, type Problem, type Topic } from "@blankfile/curriculum";
import { type Content, loadContent } from "@blankfile/curriculum/node";
import { type PageContext, renderPage } from "../page/index.ts";
import { cardProblems } from "./card-problems.ts";
import { exerciseFile, labFile, topicFile } from "./files.ts";
import { labFaults } from "./lab-faults.ts";
import { listProblems } from "./list-problems.ts";
import { type AnyLab, loadLabs } from "./load-labs.ts";
import { mapProblems } from "./map-problems.ts";
import { nearFinished } from "./near-finished.ts";
import { exerciseTextProblems, topicTextProblems } from "./text-problems.ts";
import { topicFaults } from "./topic-faults.ts";
import { trackProblems } from "./track-problems.ts";

export interface CheckedContent {
  content: Content;
  labs: Map<string, AnyLab>;
  /** In the order of files. */
  problems: Problem[];
}

export interface CheckOptions {
  /** The folder holds some topics only: no budgets of the graph, no map. */
  part?: boolean;
  /** As in a page's context. */
  cache?: string | false;
}

/**
 * Every rule of the content but the proofs of exercises: files against their schemas, the graph, names that files have of
 * each other, pages, what their status demands, labs, the map.
 */
export async function checkContent(
  root: string,
  { part = false, cache }: CheckOptions = {},
): Promise<CheckedContent> {
  const content = loadContent(root);
  const topics = [...content.topics.values()];
  const exercises = [...content.exercises.values()];
  const { labs, problems: labProblems } = await loadLabs(root);
  const context: PageContext = { root, base: "/", ...content, labs, ...(cache !== undefined && { cache }) };
  const graph = graphProblems(topics).map(
    ({ slug, ...rest }): Problem => ({ file: fileOf(content, slug), ...rest }),
  );
  const problems = [
    ...content.problems,
    ...graph,
    ...listProblems({ root, topics, exercises, labs: content.labs }),
    ...(graph.length === 0 ? trackProblems(root, content) : []),
    ...(await pageProblems(content, context)),
    ...labProblems,
    ...[...labs].flatMap(([slug, lab]) =>
      labFaults(lab).map((fault): Problem => ({ file: labFile(slug), ...fault })),
    ),
  ];
  if (!part) problems.push(...wholeProblems(root, topics, graph.length === 0));
  problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0)));
  return { content, labs, problems };
}

function fileOf({ topics }: Content, slug: string): string {
  const topic = topics.get(slug);
  return topic === undefined ? "content/topics" : topicFile(topic);
}

async function pageProblems({ topics, exercises }: Content, context: PageContext): Promise<Problem[]> {
  const problems: Problem[] = [];
  const near = nearFinished([...topics.values()], 2);
  for (const topic of topics.values()) {
    const file = topicFile(topic);
    const page = await renderPage({ slug: topic.slug, body: topic.body, file }, context);
    const faults = topicFaults(topic, page).map((fault): Problem => ({ file, ...fault }));
    problems.push(...page.problems, ...faults, ...(await topicTextProblems(topic, context)));
    problems.push(...(await cardProblems(topic, context)));
    if (topic.status === "outline" && near.has(topic.slug) && !topic.summary)
      problems.push({
        file,
        field: "summary",
        message: "is missing within two steps of a topic that has a page",
        hint: "one sentence; readers of that page see it",
      });
  }
  for (const exercise of exercises.values()) {
    const { slug, statement } = exercise;
    const page = await renderPage({ slug, body: statement, file: exerciseFile(slug) }, context);
    problems.push(...page.problems, ...(await exerciseTextProblems(exercise, context)));
  }
  return problems;
}

function wholeProblems(root: string, topics: Topic[], sound: boolean): Problem[] {
  if (!sound) return [];
  const budget = budgetProblems(topics).map(
    (message): Problem => ({
      file: "content/topics",
      field: "graph",
      message,
      hint: "the numbers are in packages/curriculum/src/graph/graph-problems.ts, with their reasons",
    }),
  );
  return [...budget, ...mapProblems(root, topics)];
}
