import type { AttemptOutcome } from "@blankfile/curriculum/check";
import type { CheckBundle } from "../sandbox/run-attempt.ts";
import { href } from "../shell/href.ts";

/** What the build wrote about an exercise: `/exercises/<slug>.json`. */
export interface ExerciseData {
  slug: string;
  title: string;
  kind: "concept" | "blank" | "debug" | "gauntlet";
  difficulty: number;
  /** "about 30 min"; empty where nobody said. */
  minutes: string;
  /** A gauntlet's limit, in minutes. */
  within?: number;
  /** Topics that a pass is evidence for, the first one being the page it stands on. */
  topics: TopicLink[];
  imports: string[];
  /** HTML. */
  statement: string;
  starter: string;
  /** HTML, in order. */
  hints: string[];
  /** HTML: the solution with its colours. */
  solutionHtml: string;
  bundle: CheckBundle;
  /** Topics that failures may point to. */
  probes: TopicLink[];
  proofs: Proofs;
  /** Changes with the sandbox's own scripts, so that no old copy of them is used. */
  sandbox: string;
}

export interface TopicLink {
  slug: string;
  title: string;
}

/** What was shown of the checks themselves when the site was built. */
export interface Proofs {
  checks: number;
  starter: ProvedFile;
  solution: ProvedFile;
  second?: ProvedFile;
  /** Why there is no second solution. */
  oneWay?: string;
  mutants: ({ name: string } & ProvedFile)[];
}

export interface ProvedFile {
  outcome: AttemptOutcome;
  /** Number of checks passed. */
  passed: number;
  failedBy: string[];
}

const loaded = new Map<string, Promise<ExerciseData>>();

/** Fetches an exercise once; rejects with a sentence for the reader, and a later call tries again. */
export function loadExercise(slug: string): Promise<ExerciseData> {
  let exercise = loaded.get(slug);
  if (exercise === undefined) {
    exercise = getJson<ExerciseData>(href(`/exercises/${slug}.json`), `the exercise “${slug}”`);
    loaded.set(slug, exercise);
    exercise.catch(() => loaded.delete(slug));
  }
  return exercise;
}

async function getJson<T>(address: string, what: string): Promise<T> {
  const response = await fetch(address, { cache: "no-cache" }).catch(() => undefined);
  if (response === undefined)
    throw new Error(`${what}: it could not be fetched; check the connection and try again`);
  if (!response.ok) throw new Error(`${what}: this site does not have it (${response.status})`);
  return (await response.json()) as T;
}
