import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "./world.ts";

export interface ExperimentHeader {
  question: string;
  command: string;
}

/** "nn/digits-mlp" for "experiments/nn/digits-mlp.ts"; undefined where the path is no experiment's. */
export function experimentName(file: string): string | undefined {
  return /^experiments\/((?:[a-z0-9-]+\/)+[a-z0-9-]+)\.ts$/.exec(file)?.[1];
}

/** What a page shows of an experiment: `Question:` and `Command:` of the comment that its file begins with. */
export function experimentHeader(file: string, world: World): ExperimentHeader | undefined {
  const hash = world.file(file);
  if (hash === "" || hash === "folder") return undefined;
  const comment =
    /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(join(world.context.root, file), "utf8"))?.[1] ?? "";
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  return {
    question: entry(lines, "Question"),
    command: entry(lines, "Command") || `blankfile run ${experimentName(file)}`,
  };
}

/** The text behind `key:`, up to the next key or an empty line. */
function entry(lines: string[], key: string): string {
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start < 0) return "";
  const length = lines.slice(start + 1).findIndex((line) => line === "" || /^[A-Z][a-z]+:/.test(line));
  const end = length < 0 ? lines.length : start + 1 + length;
  return lines
    .slice(start, end)
    .join(" ")
    .slice(key.length + 1)
    .trim();
}
