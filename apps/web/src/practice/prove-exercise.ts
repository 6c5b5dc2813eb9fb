import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { problemText } from "@blankfile/curriculum";
import type { Check } from "@blankfile/curriculum/check";
import { proofProblems, prove } from "@blankfile/curriculum/node";
import type { Proofs } from "./exercise-data.ts";

/** Names of the checks and the topics that they probe, in order. */
export async function checkFacts(folder: string): Promise<{ names: string[]; probes: string[] }> {
  const file = path.join(folder, "checks.ts");
  const version = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  const address = `${pathToFileURL(file).href}?${version}`;
  const { checks } = (await import(/* @vite-ignore */ address)) as { checks: Check<object>[] };
  return {
    names: checks.map(({ name }) => name),
    probes: [...new Set(checks.flatMap((check) => check.probes ?? []))],
  };
}

/**
 * The proofs of an exercise, from an earlier build where `made` (all that they follow from besides the exercise's files) is the same.
 * Throws where one does not hold: a page must not publish what is not so.
 */
export async function proofsOf(root: string, slug: string, made: readonly string[]): Promise<Proofs> {
  const folder = path.join(root, "content/exercises", slug);
  const files = globSync("{starter,solution,checks,mutants/*}.ts", { cwd: folder }).sort();
  const hash = createHash("sha256");
  for (const text of [
    ...made,
    ...files.flatMap((file) => [file, readFileSync(path.join(folder, file), "utf8")]),
  ])
    hash.update(text).update("\0");
  const kept = path.join(root, "node_modules/.cache/blankfile-proofs", `${hash.digest("hex")}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Proofs;
  const proven = await prove(root, slug);
  const problems = proofProblems(proven);
  if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
  const proofs: Proofs = {
    checks: proven.checks.length,
    starter: proven.starter.passed,
    solution: proven.solution.passed,
    mutants: proven.mutants.map(({ name, failedBy }) => ({ name, killedBy: failedBy })),
  };
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(proofs));
  return proofs;
}
