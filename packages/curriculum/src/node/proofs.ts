import path from "node:path";
import { type AttemptOutcome, starterExports } from "../check/index.ts";
import type { Problem } from "../problem.ts";
import { loadExercise, mutantFiles } from "./load-exercise.ts";
import { importRefusal } from "./own-imports.ts";
import { proveFiles, type RunFile } from "./prove-files.ts";

/** What was shown of an exercise's checks by running them: data that a page can publish. */
export interface Proofs {
  exercise: string;
  /** Names of all checks. */
  checks: string[];
  /** The starter must fail. */
  starter: ProvedFile;
  /** The solution must pass. */
  solution: ProvedFile;
  /** Another correct solution must pass too; not there where the exercise says why there is only one way. */
  second?: ProvedFile;
  /** Each must fail, and not by failing to load. */
  mutants: ({ name: string } & ProvedFile)[];
  /** What the solutions import, all of it allowed. */
  imports: { allowed: string[]; used: string[] };
}

export interface ProvedFile {
  outcome: AttemptOutcome;
  /** Number of checks passed. */
  passed: number;
  /** Names of the checks that failed; behind one that hung, none were reached. */
  failedBy: string[];
  /** For what is neither "passed" nor "failed": what happened. */
  message?: string;
}

/** The five proofs of an exercise: runs its starter, both solutions and every mutant against its checks. */
export async function prove(root: string, slug: string): Promise<Proofs> {
  const folder = path.join(root, "content/exercises", slug);
  const { value: exercise } = loadExercise(root, slug);
  if (exercise === undefined) throw new Error(`exercise ${slug}: it cannot be loaded; loadExercise says why`);
  const names = ["starter.ts", "solution.ts", ...(exercise.second === undefined ? [] : ["second.ts"])];
  const mutants = mutantFiles(folder);
  const { names: checks, files } = await proveFiles({
    checks: path.join(folder, "checks.ts"),
    files: [...names.map((name) => path.join(folder, name)), ...mutants],
    allowed: exercise.imports,
    declared: starterExports(exercise.starter),
  });
  const [starter, solution] = files as [RunFile, RunFile];
  const second = exercise.second === undefined ? undefined : files[2]!;
  const dead = files.slice(names.length);
  return {
    exercise: slug,
    checks,
    starter: proved(starter),
    solution: proved(solution),
    ...(second !== undefined && { second: proved(second) }),
    mutants: dead.map((one, i) => ({ name: path.basename(mutants[i]!, ".ts"), ...proved(one) })),
    imports: {
      allowed: exercise.imports,
      used: [...new Set([...solution.imports, ...(second?.imports ?? [])])],
    },
  };
}

function proved({ outcome, results, message }: RunFile): ProvedFile {
  return {
    outcome,
    passed: results.filter(({ pass }) => pass).length,
    failedBy: results.filter(({ pass }) => !pass).map(({ name }) => name),
    ...(message !== undefined && { message }),
  };
}

/** What the proofs show to be wrong with the exercise; nothing, where all of them hold. */
export function proofProblems(proofs: Proofs): Problem[] {
  const { exercise, checks, starter, solution, second, mutants, imports } = proofs;
  const folder = `content/exercises/${exercise}`;
  const problems: Problem[] = [];
  const say = (file: string, message: string, hint: string) =>
    problems.push({ file: `${folder}/${file}`, message, hint });
  if (checks.length === 0) say("checks.ts", "exports no checks", "at least one that the starter fails");
  for (const name of new Set(checks.filter((name, i) => checks.indexOf(name) !== i)))
    say("checks.ts", `two checks are named "${name}"`, "a failure is known by its name; rename one");
  if (starter.outcome === "passed")
    say(
      "starter.ts",
      "passes the checks",
      "a starter leaves the work to be done, or the checks check nothing",
    );
  else if (starter.outcome !== "failed")
    say(
      "starter.ts",
      `ends in a ${starter.outcome}: ${starter.message}`,
      "a starter loads, and fails the checks",
    );
  if (solution.outcome !== "passed")
    say(
      "solution.ts",
      `ends in ${solution.outcome}: ${solution.message ?? solution.failedBy.join("; ")}`,
      "the solution passes every check",
    );
  if (second !== undefined && second.outcome !== "passed")
    say(
      "second.ts",
      `ends in ${second.outcome}: ${second.message ?? second.failedBy.join("; ")}`,
      "it is correct and passes every check: mend it, or the check that asks for more than the statement does",
    );
  for (const { name, outcome, message } of mutants) {
    const file = `mutants/${name}.ts`;
    if (outcome === "passed") say(file, "passes the checks", "add a check that this mistake fails");
    else if (outcome === "syntax error" || outcome === "load error")
      say(
        file,
        `ends in a ${outcome}: ${message}`,
        "a mutant is a plausible solution: it loads, and is wrong",
      );
  }
  for (const name of imports.used) {
    const refusal = importRefusal(name, imports.allowed);
    if (refusal !== undefined) say("solution.ts", refusal, "allow it in exercise.md, or do without it");
  }
  return problems;
}
