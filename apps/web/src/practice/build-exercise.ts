import { createHash } from "node:crypto";
import path from "node:path";
import { renderText } from "@blankfile/content/page";
import { problemText } from "@blankfile/curriculum";
import { starterExports } from "@blankfile/curriculum/check";
import { content } from "../content/load.ts";
import { checksScript, frameDocument, packageScript, workerScript } from "../sandbox/bundle.ts";
import type { CheckBundle } from "../sandbox/run-attempt.ts";
import { keepPunctuation } from "../topic/keep-punctuation.ts";
import type { ExerciseData } from "./exercise-data.ts";
import { minutesText, topicLink } from "./exercise-list.ts";
import { checkFacts, proofsOf } from "./exercise-proofs.ts";

const built = new Map<string, Promise<ExerciseData>>();

/** Everything that the page of an exercise needs, from its folder (Node, at build time). */
export function buildExercise(slug: string): Promise<ExerciseData> {
  const exercise = built.get(slug) ?? build(slug);
  if (import.meta.env.PROD) built.set(slug, exercise);
  return exercise;
}

async function build(slug: string): Promise<ExerciseData> {
  const site = content();
  const exercise = site.exercises.get(slug);
  if (exercise === undefined) throw new RangeError(`exercise: there is no exercise “${slug}”`);
  const folder = path.join(site.page.root, "content/exercises", slug);
  const render = async (text: string, field: string) => {
    const file = `content/exercises/${slug}/exercise.md`;
    const { html, problems } = await renderText({ text, file, field }, site.page);
    if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
    return keepPunctuation(html);
  };
  const { starter, solution } = exercise;
  const facts = await checkFacts(folder);
  const declared = starterExports(starter);
  const bundle = await checkBundle(folder, { names: facts.names, imports: exercise.imports, declared });
  const worker = await workerScript();
  const made = [bundle.checks, worker, ...bundle.packages.map(({ code }) => code)];
  return {
    slug,
    title: exercise.title,
    kind: exercise.kind,
    difficulty: exercise.difficulty,
    minutes: minutesText(exercise),
    ...(exercise.within !== undefined && { within: exercise.within }),
    topics: exercise.topics.map(topicLink),
    imports: exercise.imports,
    statement: await render(exercise.statement, "statement"),
    starter,
    hints: await Promise.all(exercise.hints.map((hint, i) => render(hint, `hints.${i}`))),
    solutionHtml: await render(`\`\`\`ts\n${solution.trimEnd()}\n\`\`\``, "solution"),
    bundle,
    probes: facts.probes.map(topicLink),
    proofs: await proofsOf(site.page.root, exercise, made),
    sandbox: createHash("sha256")
      .update(await frameDocument())
      .update(worker)
      .digest("hex")
      .slice(0, 12),
  };
}

type Known = Pick<CheckBundle, "names" | "imports" | "declared">;

async function checkBundle(folder: string, known: Known): Promise<CheckBundle> {
  const checks = await checksScript(folder);
  const packages = new Map<string, string>();
  const add = async (name: string): Promise<void> => {
    if (packages.has(name) || name === "@blankfile/curriculum/check") return;
    const { code, requires } = await packageText(name);
    for (const required of requires) await add(required);
    packages.set(name, code);
  };
  for (const name of [...checks.requires, ...known.imports]) await add(name);
  return {
    ...known,
    checks: checks.code,
    packages: [...packages].map(([name, code]) => ({ name, code })),
  };
}

const packageTexts = new Map<string, ReturnType<typeof packageScript>>();

/** Several exercises use the same package; outside development it is bundled once. */
function packageText(name: string): ReturnType<typeof packageScript> {
  const known = packageTexts.get(name) ?? packageScript(name);
  if (import.meta.env.PROD) packageTexts.set(name, known);
  return known;
}
