import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ConfigValue } from "../run.ts";
import type { Figure } from "./figures.ts";
import { replaceFile } from "./replace-file.ts";

/** Something that an experiment found, and whether it meets what it must. */
export interface Claim {
  /** What must hold, with its bar: "MNIST test accuracy, mean of three seeds, at least 98.0 %". */
  text: string;
  /** What was found, in words and numbers. */
  found: string;
  /** Left out where it is told without a bar. */
  met?: boolean;
}

/** `experiments/results/<area>-<name>.json`. */
export interface Results {
  /** "nn/digits-mlp". */
  experiment: string;
  /** Hash of the experiment's own file. */
  codeHash: string;
  /** Hash of the library under it: says whether the figures are of older code. */
  libraryHash: string;
  runtime: string;
  /** What it ran on. */
  cpu?: string;
  minutes: number;
  config: Record<string, ConfigValue>;
  /** Whether every claim with a bar was met. */
  met: boolean;
  claims: Claim[];
  figures: Figure[];
}

export function resultsFile(root: string, experiment: string): string {
  return path.join(root, "experiments", "results", `${experiment.replaceAll("/", "-")}.json`);
}

export function writeResults(root: string, results: Results): void {
  replaceFile(resultsFile(root, results.experiment), `${JSON.stringify(results, null, 2)}\n`);
}

/** undefined where the experiment has none yet. */
export function readResults(root: string, experiment: string): Results | undefined {
  const file = resultsFile(root, experiment);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}
