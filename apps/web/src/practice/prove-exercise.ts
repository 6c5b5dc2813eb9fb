import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { webFolder } from "../sandbox/bundle.ts";
import type { Proofs } from "./exercise-data.ts";

interface Told {
  names: string[];
  probes: string[];
  /** Names of the checks that passed; a source that hangs passes none behind the check that hung. */
  passed: string[];
  failed: string[];
}

/** Names of the checks and the topics that they probe, in order. */
export async function checkFacts(folder: string): Promise<{ names: string[]; probes: string[] }> {
  const { names, probes } = await tell(folder, "starter.ts");
  return { names, probes };
}

/** Where the proofs of earlier builds lie: they hold as long as nothing that took part in them has changed. */
function keptProofs(key: string): string {
  return path.join(webFolder(), "../../node_modules/.cache/blankfile-proofs", `${key}.json`);
}

/** The proofs of an exercise, from an earlier build where `made` (all that they follow from) is the same. */
export async function proofsOf(
  folder: string,
  names: readonly string[],
  made: readonly string[],
): Promise<Proofs> {
  const files = globSync("{starter,solution,mutants/*}.ts", { cwd: folder }).sort();
  const hash = createHash("sha256");
  for (const text of [
    ...made,
    ...files.flatMap((file) => [file, readFileSync(path.join(folder, file), "utf8")]),
  ])
    hash.update(text).update("\0");
  const kept = keptProofs(hash.digest("hex"));
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Proofs;
  const proofs = await prove(folder, names);
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(proofs));
  return proofs;
}

/** Runs the checks on starter, solution and every mutant, each in a process of its own. */
async function prove(folder: string, names: readonly string[]): Promise<Proofs> {
  const files = globSync("mutants/*.ts", { cwd: folder }).sort();
  const [starter, solution] = [await tell(folder, "starter.ts"), await tell(folder, "solution.ts")];
  const mutants: Proofs["mutants"] = [];
  for (const file of files) {
    const { failed } = await tell(folder, file);
    mutants.push({ name: path.basename(file, ".ts"), killedBy: failed });
  }
  return { checks: names.length, starter: starter.passed.length, solution: solution.passed.length, mutants };
}

/** Longest time for one source, milliseconds: every check has its own limit, and a mutant may hang in one. */
const patience = 30_000;

function tell(folder: string, file: string): Promise<Told> {
  const child = path.join(webFolder(), "src/practice/prove-child.ts");
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", child, folder, file],
      { timeout: patience, maxBuffer: 1e7 },
      (error, stdout, stderr) => {
        const last = stdout.trimEnd().split("\n").at(-1);
        if (last) resolve(JSON.parse(last) as Told);
        else
          reject(
            new Error(`${path.join(folder, file)}: its checks did not run: ${stderr || error?.message}`),
          );
      },
    );
  });
}
