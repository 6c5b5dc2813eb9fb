import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Exercise } from "../exercise.ts";
import { nearest } from "../nearest.ts";
import { checkFile } from "./check-file.ts";
import { loadContent } from "./load-content.ts";

/** A learner's solution that takes the place of an export of the library. */
export interface SwappedIn {
  exercise: string;
  /** Topics that using it is evidence for. */
  topics: string[];
  package: string;
  export: string;
  /** The learner's file, and the exercise's `provide.ts`. */
  solution: string;
  provide: string;
  /** SHA-256 of the solution's text, hex. */
  hash: string;
}

export class SwapProblem extends Error {}

/**
 * What `--mine softmax,adam` means: for each name, of an export or of an exercise, the learner's file in the workspace, which must pass the
 * exercise's checks now. Throws a SwapProblem that says what is missing.
 */
export async function swapIn(
  root: string,
  workspace: string,
  names: readonly string[],
): Promise<SwappedIn[]> {
  const providers = [...loadContent(root).exercises.values()].filter(
    ({ provides }) => provides !== undefined,
  );
  const chosen: SwappedIn[] = [];
  for (const name of new Set(names)) {
    const exercise = providerOf(name, providers);
    const provides = exercise.provides!;
    if (chosen.some((one) => one.package === provides.package && one.export === provides.export)) continue;
    const solution = path.join(workspace, "exercises", `${exercise.slug}.ts`);
    const folder = path.join(root, "content/exercises", exercise.slug);
    if (!existsSync(solution))
      throw new SwapProblem(
        `mine: ${name}: ${solution} is not there; begin with: blankfile practice ${exercise.slug}`,
      );
    const { outcome, results, names: checks } = await checkFile(folder, solution);
    if (outcome !== "passed")
      throw new SwapProblem(
        `mine: ${name}: your ${exercise.slug}.ts passes ${results.filter(({ pass }) => pass).length} of ${checks.length} checks, all are needed; see: blankfile check ${exercise.slug}`,
      );
    chosen.push({
      exercise: exercise.slug,
      topics: exercise.topics,
      package: provides.package,
      export: provides.export,
      solution,
      provide: path.join(folder, "provide.ts"),
      hash: createHash("sha256").update(readFileSync(solution)).digest("hex"),
    });
  }
  return chosen;
}

/** Node's flags and environment for running a file of ours on the learner's code; `called` says afterwards whose code was called. */
export function swapArguments(
  root: string,
  swapped: readonly SwappedIn[],
): { flags: string[]; env: NodeJS.ProcessEnv; called: () => SwappedIn[] } {
  const register = new URL("./swap-register.ts", import.meta.url).href;
  const names = swapped.map(({ export: name }) => name).sort();
  const folder = mkdtempSync(path.join(tmpdir(), "blankfile-mine-"));
  const report = path.join(folder, "called");
  return {
    flags: ["--import", register],
    env: { BLANKFILE_MINE: names.join(","), BLANKFILE_SWAP: JSON.stringify({ root, swapped, report }) },
    called() {
      const called = existsSync(report) ? readFileSync(report, "utf8").split("\n") : [];
      rmSync(folder, { recursive: true, force: true });
      return swapped.filter(({ exercise }) => called.includes(exercise));
    },
  };
}

function providerOf(name: string, providers: readonly Exercise[]): Exercise {
  const found = providers.find(
    ({ slug, provides }) => slug === name || provides!.export.toLowerCase() === name.toLowerCase(),
  );
  if (found !== undefined) return found;
  const known = providers.flatMap(({ slug, provides }) => [provides!.export, slug]);
  const near = nearest(name, known);
  const list = providers.map(({ slug, provides }) => `${provides!.export} (${slug})`).join(", ");
  throw new SwapProblem(
    `mine: ${name} is nothing that an exercise provides; ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${list}`}`,
  );
}
