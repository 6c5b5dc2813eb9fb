import { readFileSync } from "node:fs";
import path from "node:path";
import { type ExperimentHeader, listExperiments } from "./experiments.ts";
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
  const rows = listExperiments(path.join(root, "experiments")).experiments.map((experiment) => {
    const { name, question, command, expectation } = experiment;
    const claims = (readResults(root, name)?.claims ?? []).filter(({ met }) => met !== undefined);
    const found = claims.map(
      ({ text, found, met }) => `${met === false ? "**missed**, " : ""}${text}: **${found}**`,
    );
    const cells = [question, expectation, minutesOf(experiment), found.join("<br>") || "none yet"].map(cell);
    return `| [${name}](${name}.ts)<br>\`${command}\` | ${cells.join(" | ")} |`;
  });
  return `\n| experiment | question | expectation | minutes | last result |\n|---|---|---|---|---|\n${rows.join("\n")}\n\n`;
}

/** Minutes, and the data sets that must be there; data that is described in words comes with the experiment. */
function minutesOf({ minutes, data }: ExperimentHeader): string {
  return data !== undefined && /^[a-z0-9-]+$/.test(data) ? `${minutes} (reads ${data})` : String(minutes);
}

/** A bar would begin another cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
