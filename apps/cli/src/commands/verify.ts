import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type ExperimentHeader,
  experimentHashes,
  listExperiments,
  type Results,
  readResults,
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
 * code 1 where a bar is missed or an experiment fails.
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
      let failed = false;
      for (const [i, { header }] of chosen.entries()) {
        console.error(`[${i + 1}/${chosen.length}] ${header.name}, about ${header.minutes} min`);
        failed = !runOne(header, options.json === true) || failed;
        writeTable(repository);
      }
      const now = await Promise.all(chosen.map(({ header }) => stateOf(header)));
      printTable(now, options);
      process.exitCode = failed ? 1 : 0;
    });
}

interface State {
  header: ExperimentHeader;
  results: Results | undefined;
  state: "as it is" | "older library" | "older file" | "none";
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
  const named = names.flatMap((name) => {
    const area = inArea(name);
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

/** Runs one in a workspace that is thrown away. False where it failed or missed a bar. */
function runOne({ name, file }: ExperimentHeader, quiet: boolean): boolean {
  const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-verify-"));
  try {
    const args = ["--disable-warning=ExperimentalWarning", file, "--results", "--workspace", workspace];
    const stdio = quiet ? (["ignore", "ignore", "inherit"] as const) : ("inherit" as const);
    const { status, signal } = spawnSync(process.execPath, args, {
      cwd: repository,
      stdio: stdio as "inherit",
    });
    if (signal) process.kill(process.pid, signal);
    if (status === 130) process.exit(130);
    if (status !== 0) console.error(`${name}: ended with ${status}`);
    return status === 0;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
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
  const rows = states.flatMap(({ header, results, state }) => {
    const claims = results?.claims ?? [{ text: header.question, found: "no results yet", met: undefined }];
    return claims.map(({ text, found, met }, i) => [
      i === 0 ? header.name : "",
      i === 0 ? String(results?.minutes ?? header.minutes) : "",
      i === 0 ? state : "",
      met === undefined ? "" : met ? "met" : "MISSED",
      `${text}: ${found}`,
    ]);
  });
  console.log(table([["experiment", "minutes", "code", "bar", "found"], ...rows]));
}
