import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Exercise } from "@blankfile/curriculum";
import type { Check } from "@blankfile/curriculum/check";
import { webFolder } from "../sandbox/bundle.ts";
import type { Proofs } from "./exercise-data.ts";

/** Names of an exercise's checks, in order, and the topics that they probe (Node, at build time). */
export async function checkFacts(folder: string): Promise<{ names: string[]; probes: string[] }> {
  const { checks } = await natively<{ checks: Check<object>[] }>(path.join(folder, "checks.ts"));
  return {
    names: checks.map(({ name }) => name),
    probes: [...new Set(checks.flatMap((check) => check.probes ?? []))],
  };
}

/**
 * The proofs of an exercise: from an earlier build where everything that they follow from is the same, else by running
 * them. `made`: texts that took part besides the exercise's own files.
 */
export async function proofsOf(root: string, exercise: Exercise, made: readonly string[]): Promise<Proofs> {
  const { starter, solution, second = "", oneWay = "", checks, mutants } = exercise;
  const files = mutants.flatMap(({ name, source }) => [name, source]);
  const hash = createHash("sha256");
  for (const text of [starter, solution, second, oneWay, checks, ...files, ...made])
    hash.update(text).update("\0");
  const kept = path.join(root, "node_modules/.cache/blankfile-proofs", `${hash.digest("hex")}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Proofs;
  const proofs = await run(root, exercise);
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(proofs));
  return proofs;
}

async function run(root: string, { slug, oneWay }: Exercise): Promise<Proofs> {
  const require = createRequire(path.join(webFolder(), "package.json"));
  const curriculum = require.resolve("@blankfile/curriculum/node");
  const { prove } = await natively<typeof import("@blankfile/curriculum/node")>(curriculum);
  const { checks, starter, solution, second, mutants } = await prove(root, slug);
  const facts = ({ outcome, passed, failedBy }: typeof starter) => ({ outcome, passed, failedBy });
  return {
    checks: checks.length,
    starter: facts(starter),
    solution: facts(solution),
    ...(second !== undefined && { second: facts(second) }),
    ...(oneWay !== undefined && { oneWay }),
    mutants: mutants.map(({ name, ...file }) => ({ name, ...facts(file) })),
  };
}

/** Loads a module as Node does, not as a part of the site's own bundle: it starts processes from files beside it. */
function natively<T>(file: string): Promise<T> {
  return import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<T>;
}
