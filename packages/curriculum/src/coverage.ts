import type { PlannedExperiment } from "./planned-experiment.ts";
import type { Project } from "./project.ts";
import type { SeedPhrase } from "./seed-phrase.ts";
import type { Topic } from "./topic.ts";
import type { Track } from "./track.ts";

/** `finished`: can be used as it is. `outline`: its page says what it will be. `planned`: nothing but its name. */
export type AnswerStatus = "finished" | "outline" | "planned";

export interface Answer {
  kind: "topic" | "project" | "experiment" | "module" | "track";
  id: string;
  status: AnswerStatus;
}

export interface AnsweredPhrase extends SeedPhrase {
  answers: Answer[];
  /** The least of its answers: a phrase is finished when all that answers it is. */
  status: AnswerStatus;
}

export interface CoverageContent {
  topics: ReadonlyMap<string, Pick<Topic, "status" | "module">>;
  projects: Iterable<Pick<Project, "id" | "missing">>;
  experiments: ReadonlyMap<string, Pick<PlannedExperiment, "file">>;
  tracks: Iterable<Pick<Track, "slug" | "branches">>;
}

/**
 * What answers each phrase of the seeds, and how far it is. A reviewed topic is finished, drafts and outlines are outlines; a project is
 * finished where nothing of the library is missing for it, else an outline; an experiment is finished where its file is, else planned; a
 * module is finished where all its topics are; a track, or the branch of one, is finished where it is. Throws a RangeError for an answer that does not exist.
 */
export function coverage(phrases: readonly SeedPhrase[], content: CoverageContent): AnsweredPhrase[] {
  const statusOf = statuses(content);
  return phrases.map((phrase) => {
    const answers = answersOf(phrase).map(({ kind, id }): Answer => {
      const status = statusOf.get(`${kind}:${id}`);
      if (status === undefined)
        throw new RangeError(
          `coverage: "${phrase.phrase}" is answered by ${kind} ${id}, which does not exist`,
        );
      return { kind, id, status };
    });
    if (answers.length === 0) throw new RangeError(`coverage: "${phrase.phrase}" has no answer`);
    return { ...phrase, answers, status: least(answers) };
  });
}

/** The answers of a phrase that do not exist: "topic:mpd". */
export function dangling(phrase: SeedPhrase, content: CoverageContent): string[] {
  const statusOf = statuses(content);
  return answersOf(phrase)
    .map(({ kind, id }) => `${kind}:${id}`)
    .filter((key) => !statusOf.has(key));
}

function answersOf(phrase: SeedPhrase): Omit<Answer, "status">[] {
  return [
    ...phrase.topics.map((id) => ({ kind: "topic" as const, id })),
    ...phrase.projects.map((id) => ({ kind: "project" as const, id })),
    ...phrase.experiments.map((id) => ({ kind: "experiment" as const, id })),
    ...phrase.other.map((other) => {
      const [kind, id] = other.split(":") as ["module" | "track", string];
      return { kind, id };
    }),
  ];
}

function statuses({ topics, projects, experiments, tracks }: CoverageContent): Map<string, AnswerStatus> {
  const table = new Map<string, AnswerStatus>();
  for (const [slug, { status, module }] of topics) {
    const here: AnswerStatus = status === "reviewed" ? "finished" : "outline";
    table.set(`topic:${slug}`, here);
    const key = `module:${module}`;
    table.set(key, lesser(table.get(key) ?? "finished", here));
  }
  for (const { id, missing } of projects)
    table.set(`project:${id}`, missing === undefined ? "finished" : "outline");
  for (const [id, { file }] of experiments)
    table.set(`experiment:${id}`, file === undefined ? "planned" : "finished");
  for (const { slug, branches } of tracks)
    for (const id of [slug, ...(branches ?? []).map((branch) => branch.id)])
      table.set(`track:${id}`, "finished");
  return table;
}

function least(answers: readonly Answer[]): AnswerStatus {
  return answers.reduce<AnswerStatus>((status, answer) => lesser(status, answer.status), "finished");
}

const order: readonly AnswerStatus[] = ["planned", "outline", "finished"];

function lesser(a: AnswerStatus, b: AnswerStatus): AnswerStatus {
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}
