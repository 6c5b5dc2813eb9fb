import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import {
  type ExperimentHeader,
  experimentHashes,
  listExperiments,
  type Results,
  readResults,
  resultsFile,
  writeTable,
} from "@blankfile/tracking/node";
import { Command } from "commander";
import { experimentFile, repository } from "../places.ts";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

interface Options {
  json?: boolean;
  list?: boolean;
  stale?: boolean;
  minutes?: string;
}

/**
 * `blankfile verify [experiments…]`: runs them with their defaults, compares with what must hold and writes their results files anew. Exit
 * code 1 where a bar is missed or an experiment fails; one that failed is listed as such, without the results of an earlier run.
 */
export function verify(): Command {
  return new Command("verify")
    .description("run experiments with their defaults, compare with what must hold, and write their results")
    .argument("[experiments...]", "for example nn/digits-mlp, or an area: nn; all unless named")
    .option("--stale", "only those whose results are missing or of older code")
    .option("--minutes <n>", "only as many as fit into so many minutes, shortest first")
    .option("--list", "run nothing: say what there is, and what is of older code")
    .option("--json", "print the results as JSON")
    .action(async (names: string[], options: Options) => {
      const chosen = await choose(names, options);
      if (options.list === true) return printTable(chosen, options);
      if (chosen.length === 0) console.error(`verify: ${nothing(options)}`);
      const ends = new Map<string, End>();
      for (const [i, { header }] of chosen.entries()) {
        console.error(`[${i + 1}/${chosen.length}] ${header.name}, about ${header.minutes} min`);
        const end = await runOne(header, options.json === true);
        if (end === "stopped") process.exit(130);
        ends.set(header.name, end);
        if (end !== "failed") writeTable(repository);
      }
      const now = await Promise.all(
        chosen.map(async ({ header }): Promise<State> => {
          const failed = ends.get(header.name) === "failed";
          return failed ? { header, results: undefined, state: "failed" } : stateOf(header);
        }),
      );
      printTable(now, options);
      process.exitCode = [...ends.values()].every((end) => end === "met") ? 0 : 1;
    });
}

interface State {
  header: ExperimentHeader;
  results: Results | undefined;
  state: "as it is" | "older library" | "older file" | "none" | "failed";
}

type End = "met" | "missed" | "failed" | "stopped";

/** Why there is nothing to run. */
function nothing({ stale, minutes }: Options): string {
  if (minutes !== undefined)
    return `no experiment fits into ${minutes} minutes; --list says how many each takes`;
  return stale === true ? "all results are of the code as it is" : "there is no experiment";
}

/** Is there a result, and of which code? */
async function stateOf(header: ExperimentHeader): Promise<State> {
  const results = readResults(repository, header.name);
  if (!results) return { header, results, state: "none" };
  const { own, library } = await experimentHashes(repository, header.name);
  const state =
    results.codeHash !== own ? "older file" : results.libraryHash !== library ? "older library" : "as it is";
  return { header, results, state };
}

async function choose(names: string[], { stale, minutes }: Options): Promise<State[]> {
  const { experiments } = listExperiments(path.join(repository, "experiments"));
  const inArea = (name: string) => experiments.filter((one) => one.name.startsWith(`${name}/`));
  const areas = [...new Set(experiments.map(({ name }) => name.split("/")[0]!))];
  const named = names.flatMap((name) => {
    const area = inArea(name);
    const [near] = area.length > 0 || name.includes("/") ? [] : nearest(name, areas);
    if (near !== undefined && !experiments.some((one) => one.name.endsWith(`/${name}`)))
      throw new UsageError(
        `verify: there is no experiment and no area ${JSON.stringify(name)}; did you mean ${near}?`,
      );
    const file = area.length > 0 ? undefined : experimentFile(name);
    return file === undefined
      ? area
      : experiments.filter((one) => path.resolve(one.file) === path.resolve(file));
  });
  const all = await Promise.all((names.length > 0 ? [...new Set(named)] : experiments).map(stateOf));
  const wanted = stale === true ? all.filter(({ state }) => state !== "as it is") : all;
  if (minutes === undefined) return wanted;
  const budget = Number(minutes);
  if (!(budget > 0)) throw new UsageError(`verify: --minutes ${minutes}, a number above 0 is needed`);
  let spent = 0;
  return wanted
    .toSorted((a, b) => a.header.minutes - b.header.minutes)
    .filter(({ header }) => {
      spent += header.minutes;
      return spent <= budget;
    });
}

/** Runs one in a workspace of its own, which stays where its runs may go on: after a failure and after Ctrl+C. */
async function runOne({ name, file }: ExperimentHeader, quiet: boolean): Promise<End> {
  const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-verify-"));
  const args = ["--disable-warning=ExperimentalWarning", file, "--results", "--workspace", workspace];
  const before = writtenAt(name);
  // Ctrl+C reaches the experiment by itself, which saves its checkpoint and says how to go on.
  const wait = () => {};
  process.on("SIGINT", wait);
  const child = spawn(process.execPath, args, {
    cwd: repository,
    stdio: ["inherit", quiet ? "ignore" : "inherit", "inherit"],
  });
  const [status] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", wait);
  const written = writtenAt(name) !== before;
  if (status === 130) return "stopped";
  if (written && (status === 0 || status === 1)) {
    rmSync(workspace, { recursive: true, force: true });
    return status === 0 ? "met" : "missed";
  }
  console.error(`${name}: failed with ${status ?? child.signalCode}; its runs are kept in ${workspace}`);
  return "failed";
}

/** When the results were written; undefined where there are none. */
function writtenAt(experiment: string): number | undefined {
  return statSync(resultsFile(repository, experiment), { throwIfNoEntry: false })?.mtimeMs;
}

function printTable(states: State[], { json }: Options): void {
  if (json === true) {
    const plain = states.map(({ header, results, state }) => ({
      name: header.name,
      state,
      results: results ?? null,
    }));
    process.stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
    return;
  }
  if (states.length === 0) return;
  const rows = states.flatMap(({ header, results, state }) => {
    const found = state === "failed" ? "it failed" : "no results yet";
    const claims = results?.claims ?? [{ text: header.question, found, met: undefined }];
    return claims.map(({ text, found, met }, i) => [
      i === 0 ? header.name : "",
      i === 0 ? String(results?.minutes ?? header.minutes) : "",
      i === 0 ? state : "",
      met === undefined ? "" : met ? "met" : "MISSED",
      `${found}  ${text}`,
    ]);
  });
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  const lines = table([["experiment", "minutes", "code", "bar", "found, and of what"], ...rows]).split("\n");
  for (const line of lines) console.log(width === undefined ? line : [...line].slice(0, width).join(""));
  console.log(`\n${summary(states)}`);
}

/** "12 experiments: 5 of the code as it is, 7 of older code or none; 2 miss a bar." */
function summary(states: readonly State[]): string {
  const stale = states.filter(({ state }) => state !== "as it is");
  const missed = states.filter(({ results }) => results?.met === false).length;
  const minutes = stale.reduce((sum, { header, results }) => sum + (results?.minutes ?? header.minutes), 0);
  const others =
    stale.length === 0
      ? ""
      : `, ${stale.length} of older code or without results (--stale runs them, about ${Math.ceil(minutes)} minutes)`;
  return `${states.length} experiments: ${states.length - stale.length} of the code as it is${others}; ${missed} miss a bar.`;
}
