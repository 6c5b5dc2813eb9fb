import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  buildGraph,
  dangling,
  lintPlan,
  type Milestone,
  type Problem,
  type Project,
  type Track,
} from "@blankfile/curriculum";
import type { Content } from "@blankfile/curriculum/node";
import { nearestHint } from "../page/index.ts";

/** Names that tracks, projects, planned experiments and the seeds' phrases have of other files, and the order of tracks. */
export function trackProblems(root: string, content: Content): Problem[] {
  return [
    ...[...content.tracks.values()].flatMap((track) => problemsOfTrack(root, track, content)),
    ...[...content.projects.values()].flatMap((project) => problemsOfProject(root, project, content)),
    ...experimentProblems(root, content),
    ...phraseProblems(content),
  ];
}

function problemsOfTrack(root: string, track: Track, content: Content): Problem[] {
  const file = `content/tracks/${track.slug}.yaml`;
  const names = nameChecker(file, root, content);
  const branches = new Set((track.branches ?? []).map(({ id }) => id));
  const units = new Set(track.units.map(({ id }) => id));
  names.all("topics", "assumes", track.assumes);
  track.units.forEach((unit, i) => {
    const at = `units.${i}`;
    names.all("topics", `${at}.topics`, unit.topics);
    names.all("exercises", `${at}.exercises`, unit.exercises ?? []);
    names.all("experiments", `${at}.experiments`, unit.experiments ?? []);
    names.all("projects", `${at}.projects`, unit.projects ?? []);
    names.all(
      "references",
      `${at}.reading`,
      (unit.reading ?? []).map(({ ref }) => ref),
    );
    names.known(branches, "branch", `${at}.branch`, unit.branch === undefined ? [] : [unit.branch]);
    names.milestones(`${at}.done`, unit.done);
    if ((unit.reading ?? []).filter(({ primary }) => primary).length > 1)
      names.say(`${at}.reading`, "has more than one primary source", "one to finish; the others beside it");
  });
  names.milestones("signs", track.signs ?? []);
  for (const [i, shelf] of (track.shelves ?? []).entries())
    names.all(
      "references",
      `shelves.${i}.entries`,
      shelf.entries.map(({ ref }) => ref),
    );
  names.known(
    units,
    "unit",
    "levels",
    (track.levels ?? []).map(({ unit }) => unit),
  );
  names.known(
    units,
    "unit",
    "branches",
    (track.branches ?? []).flatMap(({ after }) => (after ? [after] : [])),
  );
  names.unique("units", track.units);
  names.unique("branches", track.branches ?? []);
  if (names.problems.length > 0) return names.problems;
  const { conflicts } = lintPlan(buildGraph(content.topics.values()), track.units, track.assumes);
  if (conflicts.length !== track.conflicts)
    names.say(
      "conflicts",
      `is ${track.conflicts}, and the linter finds ${conflicts.length}`,
      conflicts.length === 0
        ? "write 0"
        : `first: ${conflicts[0]!.topic} (${conflicts[0]!.unit}) needs ${conflicts[0]!.needs} (${conflicts[0]!.needsUnit}); mend the order, or write the number if the seed has it so`,
    );
  return names.problems;
}

function problemsOfProject(root: string, project: Project, content: Content): Problem[] {
  const names = nameChecker(`content/projects/${project.slug}.md`, root, content);
  names.all("topics", "topics", project.topics);
  names.all("experiments", "experiments", project.experiments ?? []);
  names.milestones("milestones", project.milestones);
  for (const path of project.code ?? [])
    if (!existsSync(join(root, path)))
      names.say("code", `${path} does not exist`, "the path of a file from the repository's root");
  if ((project.kind === "arena") !== (project.band !== undefined))
    names.say("band", "belongs to hard problems and to nothing else", "kind: arena with a band, or neither");
  const twin = [...content.projects.values()].find(
    ({ id, slug }) => id === project.id && slug < project.slug,
  );
  if (twin !== undefined) names.say("id", `${project.id} is the id of ${twin.slug} too`, "ids are unique");
  return names.problems;
}

function experimentProblems(root: string, { experiments }: Content): Problem[] {
  return [...experiments].flatMap(([id, { file }]) =>
    file === undefined || existsSync(join(root, "experiments", `${file}.ts`))
      ? []
      : [
          {
            file: "content/experiments.yaml",
            field: `${id}.file`,
            message: `experiments/${file}.ts does not exist`,
            hint: "leave `file` out until it does",
          },
        ],
  );
}

function phraseProblems(content: Content): Problem[] {
  const given = {
    ...content,
    projects: [...content.projects.values()],
    tracks: [...content.tracks.values()],
  };
  return content.seedPhrases.flatMap((phrase, i) =>
    dangling(phrase, given).map((name) => ({
      file: "content/seed-phrases.yaml",
      field: `${i}`,
      message: `"${phrase.phrase}" is answered by ${name}, which does not exist`,
      hint: "name what answers it, or write it",
    })),
  );
}

type Named = "topics" | "exercises" | "experiments" | "projects" | "references";

const places: Record<Named, string> = {
  topics: "see content/topics/",
  exercises: "see content/exercises/; what is still to come is a proof of the kind planned",
  experiments: "an id of content/experiments.yaml",
  projects: "see content/projects/",
  references: "add it to content/references.yaml",
};

/** Collects what is wrong with the names in one file. */
function nameChecker(file: string, root: string, content: Content) {
  const problems: Problem[] = [];
  const say = (field: string, message: string, hint: string) => problems.push({ file, field, message, hint });
  const known = (names: ReadonlySet<string>, what: string, field: string, given: readonly string[]) => {
    for (const id of given)
      if (!names.has(id)) say(field, `there is no ${what} ${id}`, nearestHint(id, names, "mend the name"));
  };
  const all = (kind: Named, field: string, given: readonly string[]) => {
    for (const id of given)
      if (!content[kind].has(id))
        say(field, `${id} is none of the ${kind}`, nearestHint(id, content[kind].keys(), places[kind]));
  };
  const unique = (field: string, entries: readonly { id: string }[]) => {
    const seen = new Set<string>();
    for (const { id } of entries) {
      if (seen.has(id)) say(field, `${id} stands twice`, "ids are unique within their list, for ever");
      seen.add(id);
    }
  };
  const milestones = (field: string, entries: readonly Milestone[]) => {
    unique(field, entries);
    for (const { id, proof } of entries) {
      if (proof.kind === "checked") all("exercises", `${field}.${id}`, proof.exercises);
      if (proof.kind === "run" && !existsSync(join(root, "experiments", `${proof.experiment}.ts`)))
        say(
          `${field}.${id}`,
          `experiments/${proof.experiment}.ts does not exist`,
          "a proof of the kind planned says what will be",
        );
    }
  };
  return { problems, say, known, all, unique, milestones };
}
