import { readFileSync } from "node:fs";
import path from "node:path";
import { listExperiments } from "./experiments.ts";
import { replaceFile } from "./replace-file.ts";
import { readResults } from "./results.ts";

const [start, end] = ["<!-- table: written by blankfile verify -->", "<!-- end of table -->"];

/** The README of the experiments with its table as the files' headers and results make it now: of the claims those with a bar. */
export function withTable(root: string, readme: string): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from)
    throw new RangeError(`experiments/README.md: without ${start} and ${end}, both are needed`);
  return `${readme.slice(0, from + start.length)}\n${table(root)}${readme.slice(to)}`;
}

/** Writes the table into experiments/README.md. */
export function writeTable(root: string): void {
  const file = path.join(root, "experiments", "README.md");
  replaceFile(file, withTable(root, readFileSync(file, "utf8")));
}

function table(root: string): string {
  const rows = listExperiments(path.join(root, "experiments")).experiments.map(
    ({ name, question, minutes, data }) => {
      const results = readResults(root, name);
      const claims = (results?.claims ?? []).filter(({ met }) => met !== undefined);
      const found = claims.map(
        ({ text, found, met }) => `${met === false ? "**missed**, " : ""}${text}: **${found}**`,
      );
      const needs = data === undefined ? "" : ` (reads ${data})`;
      return `| [${name}](${name}.ts) | ${question} | ${minutes}${needs} | ${found.join("<br>") || "none yet"} |`;
    },
  );
  return `\n| experiment | question | minutes | last result |\n|---|---|---|---|\n${rows.join("\n")}\n\n`;
}
