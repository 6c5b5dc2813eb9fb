import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isExperimentName } from "../run-id.ts";

/** What the header of `experiments/<area>/<name>.ts` says. */
export interface ExperimentHeader {
  /** "nn/digits-mlp". */
  name: string;
  /** Path of the file. */
  file: string;
  question: string;
  command: string;
  expectation: string;
  minutes: number;
  /** The reference data that it needs, "mnist", as folders below BLANKFILE_DATA; none where all is at hand. */
  data?: string;
}

export interface ExperimentList {
  experiments: ExperimentHeader[];
  /** Files whose header cannot be read, in words. */
  problems: string[];
}

const needed = ["Question", "Command", "Expectation", "Minutes"] as const;
const keys = [...needed, "Data"] as const;

/**
 * The experiments below `root` (the folder `experiments/`), by name. Each file begins with a JSDoc block that has the
 * lines `Question:`, `Command:`, `Expectation:`, `Minutes:` and, where it reads a data set, `Data:`; a text goes on until the next of them or
 * an empty line.
 */
export function listExperiments(root: string): ExperimentList {
  const list: ExperimentList = { experiments: [], problems: [] };
  for (const name of files(root, "").sort()) {
    const file = path.join(root, `${name}.ts`);
    const { values, missing } = readHeader(readFileSync(file, "utf8"));
    const minutes = Number(/^\d+(\.\d+)?/.exec(values.Minutes ?? "")?.[0]);
    if (missing.length > 0)
      list.problems.push(
        `experiments/${name}.ts: its header has no ${missing.join(", ")}, needed ${needed.join(", ")}`,
      );
    else if (!Number.isFinite(minutes))
      list.problems.push(
        `experiments/${name}.ts: Minutes is ${JSON.stringify(values.Minutes)}, needed a number`,
      );
    else
      list.experiments.push({
        name,
        file,
        question: values.Question!,
        command: values.Command!,
        expectation: values.Expectation!,
        minutes,
        ...(values.Data !== undefined && { data: values.Data }),
      });
  }
  return list;
}

/** Names of all runnable files: `<area>/<name>`, no tests. */
function files(root: string, below: string): string[] {
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(path.join(root, below), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : files(root, name);
    const isSource = entry.isFile() && name.endsWith(".ts") && !name.endsWith(".test.ts");
    return isSource && isExperimentName(name.slice(0, -3)) ? [name.slice(0, -3)] : [];
  });
}

function readHeader(source: string): {
  values: Partial<Record<(typeof keys)[number], string>>;
  missing: string[];
} {
  const block = /\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? "";
  const values: Partial<Record<(typeof keys)[number], string>> = {};
  let current: (typeof keys)[number] | undefined;
  for (const raw of block.split("\n")) {
    const line = raw.replace(/^\s*\*? ?/, "").trim();
    const key = keys.find((one) => line.startsWith(`${one}:`) && values[one] === undefined);
    if (key) {
      current = key;
      values[key] = line.slice(key.length + 1).trim();
    } else if (line === "") current = undefined;
    else if (current) values[current] = `${values[current]} ${line}`.trim();
  }
  return { values, missing: needed.filter((key) => !values[key]) };
}
