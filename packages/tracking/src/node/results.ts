import { globSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeHash } from "./code-version.ts";

/** What a results file says besides the figures of its experiment. */
export interface Results {
  /** "nn/digits-mlp". */
  experiment: string;
  /** Hash of the code that the figures came from: `codeHash(experimentSources(…))`. */
  codeHash: string | undefined;
  /** Whether the bar was met. */
  met: boolean;
  [key: string]: unknown;
}

/** `experiments/results/<area>-<name>.json`. */
export function resultsFile(root: string, experiment: string): string {
  return path.join(root, "experiments", "results", `${experiment.replaceAll("/", "-")}.json`);
}

export function writeResults(root: string, results: Results): void {
  const file = resultsFile(root, results.experiment);
  writeFileSync(`${file}.draft`, `${JSON.stringify(results, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
}

export function readResults(root: string, experiment: string): Results {
  return JSON.parse(readFileSync(resultsFile(root, experiment), "utf8")) as Results;
}

/** Rooms that record and describe but compute no figure. */
const silent = ["tracking", "curriculum"];

/**
 * The files that an experiment's figures come from: its own and, of every package of ours that it imports, directly or through others,
 * the sources without tests. Paths from `root`.
 */
export function experimentSources(root: string, experiment: string): string[] {
  const own = `experiments/${experiment}.ts`;
  const packages = new Set<string>();
  const visit = (names: string[]) => {
    for (const name of names) {
      if (packages.has(name) || silent.includes(name)) continue;
      packages.add(name);
      const { dependencies = {} } = JSON.parse(
        readFileSync(path.join(root, "packages", name, "package.json"), "utf8"),
      );
      visit(
        Object.keys(dependencies).flatMap((dependency) => /^@blankfile\/(.+)$/.exec(dependency)?.[1] ?? []),
      );
    }
  };
  const text = readFileSync(path.join(root, own), "utf8");
  visit([...text.matchAll(/from "@blankfile\/([a-z]+)/g)].map((match) => match[1]!));
  const sources = [...packages].flatMap((name) => globSync(`packages/${name}/src/**/*.ts`, { cwd: root }));
  return [
    own,
    ...sources.filter((file) => !file.endsWith(".test.ts")).map((file) => file.replaceAll("\\", "/")),
  ].sort();
}

/** Hash of the code that an experiment's figures would come from now. */
export function experimentHash(root: string, experiment: string): Promise<string> {
  return codeHash(experimentSources(root, experiment), root);
}
