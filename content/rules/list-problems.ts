import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Exercise, Problem, Topic } from "@blankfile/curriculum";
import { nearestHint } from "../page/index.ts";
import { exerciseFile, labFile, topicFile } from "./files.ts";

interface Lists {
  root: string;
  topics: readonly Topic[];
  exercises: readonly Exercise[];
  labs: Iterable<string>;
}

/** What names of each other the files have: exercises and topics list one another, labs and paths of code exist. */
export function listProblems({ root, topics, exercises, labs }: Lists): Problem[] {
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  const byName = new Map(exercises.map((exercise) => [exercise.slug, exercise]));
  const labNames = new Set(labs);
  const problems: Problem[] = [];
  const say = (file: string, field: string, message: string, hint: string) =>
    problems.push({ file, field, message, hint });

  for (const topic of topics) {
    const file = topicFile(topic);
    for (const id of topic.exercises ?? []) {
      const exercise = byName.get(id);
      if (exercise === undefined)
        say(
          file,
          "exercises",
          `${id} is no exercise`,
          nearestHint(id, byName.keys(), "see content/exercises/"),
        );
      else if (!exercise.topics.includes(topic.slug))
        say(
          file,
          "exercises",
          `${id} does not list ${topic.slug}`,
          `add it to topics in ${exerciseFile(id)}`,
        );
    }
    for (const id of topic.labs ?? [])
      if (!labNames.has(id))
        say(file, "labs", `${id} is no lab`, nearestHint(id, labNames, "see content/labs/"));
    for (const path of topic.code ?? [])
      if (!existsSync(join(root, path)))
        say(file, "code", `${path} does not exist`, "the path of a file from the repository's root");
    for (const id of topic.contrasts ?? [])
      if (!bySlug.has(id))
        say(file, "contrasts", `${id} is no topic`, nearestHint(id, bySlug.keys(), "see content/topics/"));
  }
  for (const exercise of exercises) {
    const file = exerciseFile(exercise.slug);
    const checksFile = file.replace(/exercise\.md$/, "checks.ts");
    const before = withPrerequisites(exercise.topics, bySlug);
    for (const id of probesOf(exercise))
      if (!bySlug.has(id))
        say(
          checksFile,
          "probes",
          `${id} is no topic`,
          nearestHint(id, bySlug.keys(), "the topic that whoever fails this check probably lacks"),
        );
      else if (!before.has(id))
        say(
          checksFile,
          "probes",
          `${id} is none of its topics and nothing that they need`,
          "a check points back, never ahead: another topic, none, or recommend it on the topic's page",
        );
    for (const [index, id] of exercise.topics.entries()) {
      const topic = bySlug.get(id);
      if (topic === undefined)
        say(file, "topics", `${id} is no topic`, nearestHint(id, bySlug.keys(), "see content/topics/"));
      else if (index === 0 && !topic.exercises?.includes(exercise.slug))
        say(
          file,
          "topics",
          `${id}, its first, does not list it`,
          `add ${exercise.slug} to exercises of ${topicFile(topic)}`,
        );
    }
  }
  for (const id of labNames)
    if (!topics.some((topic) => topic.labs?.includes(id)))
      say(labFile(id), "lab", "stands on no page", "list it under labs of a topic, and place it there");
  return problems;
}

/** The topics and all that they require or recommend, directly or through others. */
function withPrerequisites(slugs: readonly string[], bySlug: ReadonlyMap<string, Topic>): Set<string> {
  const seen = new Set<string>();
  const stack = [...slugs];
  for (let slug = stack.pop(); slug !== undefined; slug = stack.pop()) {
    const topic = seen.has(slug) ? undefined : bySlug.get(slug);
    seen.add(slug);
    for (const { id } of [...(topic?.requires ?? []), ...(topic?.recommends ?? [])]) stack.push(id);
  }
  return seen;
}

/** The topics that an exercise's checks point to when they fail, read from their text: the proofs run them, this only names them. */
function probesOf({ checks }: Exercise): string[] {
  return [...checks.matchAll(/\bprobes: "([^"]*)"/g)].map((match) => match[1]!);
}
