import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import type { Exercise } from "../exercise.ts";
import { parseTopic } from "../front-matter.ts";
import { type Migration, migrationProblems, migrationsSchema } from "../migrations.ts";
import { type Layer, type Module, modulesSchema } from "../modules.ts";
import { nearest } from "../nearest.ts";
import { type PlannedExperiment, plannedExperimentsSchema } from "../planned-experiment.ts";
import type { Problem } from "../problem.ts";
import type { Project } from "../project.ts";
import { type Reference, referencesSchema } from "../references.ts";
import { type SeedPhrase, seedPhrasesSchema } from "../seed-phrase.ts";
import { slug as slugSchema, type Topic } from "../topic.ts";
import type { Track } from "../track.ts";
import { readYaml } from "../yaml-file.ts";
import { loadExercise } from "./load-exercise.ts";
import { loadProjects, loadTracks } from "./load-tracks.ts";

export interface Content {
  /** By slug, in the order of layers, modules and names of files. */
  topics: Map<string, Topic>;
  layers: Layer[];
  modules: Module[];
  exercises: Map<string, Exercise>;
  /** Slugs of the folders that hold a `lab.ts`. */
  labs: string[];
  references: Map<string, Reference>;
  migrations: Migration[];
  /** By slug, in the order of the names of files. */
  tracks: Map<string, Track>;
  projects: Map<string, Project>;
  /** The experiments that the seeds ask for, by id. */
  experiments: Map<string, PlannedExperiment>;
  seedPhrases: SeedPhrase[];
  /** What is wrong with single files. The rules of the graph are `graphProblems` and `budgetProblems`. */
  problems: Problem[];
}

/** Everything in `content/` of the repository at `root`. A file with a problem is left out and named; nothing throws but a missing folder. */
export function loadContent(root: string): Content {
  const problems: Problem[] = [];
  const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    const found = readYaml(textOf(root, file, problems), schema, file);
    problems.push(...found.problems);
    return found.value;
  };
  const { layers, modules } = read("content/modules.yaml", modulesSchema) ?? { layers: [], modules: [] };
  const references = new Map(Object.entries(read("content/references.yaml", referencesSchema) ?? {}));
  const migrations = read("content/migrations.yaml", migrationsSchema)?.migrations ?? [];
  const readIfThere = <T>(file: string, schema: z.ZodType<T>): T | undefined =>
    existsSync(path.join(root, file)) ? read(file, schema) : undefined;
  const experiments = new Map(
    Object.entries(readIfThere("content/experiments.yaml", plannedExperimentsSchema) ?? {}),
  );
  const seedPhrases = readIfThere("content/seed-phrases.yaml", seedPhrasesSchema) ?? [];
  const topics = inOrder(loadTopics(root, problems), layers, modules);
  problems.push(...[...topics.values()].flatMap((topic) => misplaced(topic, modules, references)));
  for (const { index, ...problem } of migrationProblems(migrations, new Set(topics.keys())))
    problems.push({
      file: "content/migrations.yaml",
      ...problem,
      field: `migrations.${index}.${problem.field}`,
    });
  const exercises = new Map<string, Exercise>();
  for (const slug of foldersIn(root, "content/exercises")) {
    const found = loadExercise(root, slug);
    problems.push(...found.problems);
    if (found.value !== undefined) exercises.set(slug, found.value);
  }
  const labs = foldersIn(root, "content/labs").filter((slug) =>
    readdirSync(path.join(root, "content/labs", slug)).includes("lab.ts"),
  );
  const tracks = loadTracks(root, problems);
  const projects = loadProjects(root, problems);
  return {
    topics,
    layers,
    modules,
    exercises,
    labs,
    references,
    migrations,
    tracks,
    projects,
    experiments,
    seedPhrases,
    problems,
  };
}

/** One topic, by the folder of its layer and its slug. */
export function loadTopic(root: string, layer: string, slug: string): { value?: Topic; problems: Problem[] } {
  const file = topicFile(layer, slug);
  const problems: Problem[] = [];
  const text = textOf(root, file, problems);
  return problems.length > 0 ? { problems } : parseTopic(text, slug, file);
}

function topicFile(layer: string, slug: string): string {
  return `content/topics/${layer}/${slug}.md`;
}

function loadTopics(root: string, problems: Problem[]): Topic[] {
  const topics: Topic[] = [];
  const places = new Map<string, string>();
  for (const layer of foldersIn(root, "content/topics")) {
    for (const name of readdirSync(path.join(root, "content/topics", layer)).sort()) {
      const file = `content/topics/${layer}/${name}`;
      const slug = name.replace(/\.md$/, "");
      if (slug === name || !slugSchema.safeParse(slug).success) {
        problems.push({
          file,
          message: "is no topic's file",
          hint: "a topic is <slug>.md, its slug lower-case words joined by hyphens",
        });
        continue;
      }
      const twin = places.get(slug);
      if (twin !== undefined) {
        problems.push({
          file,
          field: "slug",
          message: `${slug} is the slug of ${twin} too`,
          hint: "rename one",
        });
        continue;
      }
      places.set(slug, file);
      const found = loadTopic(root, layer, slug);
      problems.push(...found.problems);
      if (found.value === undefined) continue;
      if (found.value.layer !== layer)
        problems.push({
          file,
          field: "layer",
          message: `is ${found.value.layer}, and the file lies in topics/${layer}`,
          hint: `move the file to ${topicFile(found.value.layer, slug)}, or mend the layer`,
        });
      topics.push(found.value);
    }
  }
  return topics;
}

function inOrder(
  topics: readonly Topic[],
  layers: readonly Layer[],
  modules: readonly Module[],
): Map<string, Topic> {
  const layerRank = new Map<string, number>(layers.map(({ id }, i) => [id, i]));
  const moduleRank = new Map(modules.map(({ id }, i) => [id, i]));
  const rank = (topic: Topic) => [
    layerRank.get(topic.layer) ?? layers.length,
    moduleRank.get(topic.module) ?? modules.length,
  ];
  const ranked = topics.map((topic) => ({ topic, rank: rank(topic) }));
  ranked.sort(
    (a, b) => a.rank[0]! - b.rank[0]! || a.rank[1]! - b.rank[1]! || (a.topic.slug < b.topic.slug ? -1 : 1),
  );
  return new Map(ranked.map(({ topic }) => [topic.slug, topic]));
}

/** A module that does not exist or lies in another layer, and sources that `references.yaml` does not have. */
function misplaced(
  topic: Topic,
  modules: readonly Module[],
  references: ReadonlyMap<string, Reference>,
): Problem[] {
  const file = topicFile(topic.layer, topic.slug);
  const problems: Problem[] = [];
  const module = modules.find(({ id }) => id === topic.module);
  if (module === undefined && modules.length > 0)
    problems.push({
      file,
      field: "module",
      message: `there is no module ${topic.module}`,
      ...hintOf(
        topic.module,
        modules.map(({ id }) => id),
        "see content/modules.yaml",
      ),
    });
  else if (module !== undefined && module.layer !== topic.layer)
    problems.push({
      file,
      field: "module",
      message: `module ${module.id} lies in layer ${module.layer}, the topic in layer ${topic.layer}`,
      hint: "a module lies in one layer",
    });
  (topic.references ?? []).forEach(({ ref }, i) => {
    if (references.has(ref)) return;
    problems.push({
      file,
      field: `references.${i}.ref`,
      message: `there is no reference ${ref}`,
      ...hintOf(ref, references.keys(), "add it to content/references.yaml"),
    });
  });
  return problems;
}

function hintOf(given: string, names: Iterable<string>, otherwise: string): { hint: string } {
  const near = nearest(given, names);
  return { hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : otherwise };
}

function foldersIn(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function textOf(root: string, file: string, problems: Problem[]): string {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    problems.push({ file, message: `cannot be read: ${(error as NodeJS.ErrnoException).code}` });
    return "";
  }
}
