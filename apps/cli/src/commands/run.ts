import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  appendProgress,
  SwapProblem,
  type SwappedIn,
  swapArguments,
  swapIn,
} from "@blankfile/curriculum/node";
import { listRunIds, readRun } from "@blankfile/tracking/node";
import { Command } from "commander";
import { experimentFile, findWorkspace, repository } from "../places.ts";
import { describeExperiment } from "../programs.ts";
import { UsageError } from "../usage-error.ts";
import { flagsOf, takeSet } from "./set-flags.ts";

interface RunOptions {
  workspace?: string;
  set?: string[];
  mine?: string;
}

/** `blankfile run nn/digits-mlp --seeds 5`: everything after the name goes to the experiment, which knows its own flags. */
export function run(): Command {
  return new Command("run")
    .description("run an experiment; its own flags follow its name, --help lists them")
    .argument("<experiment>", "for example nn/digits-mlp")
    .argument("[flags...]", "flags of the experiment")
    .option("--workspace <folder>", "where the runs are kept")
    .option("--mine <names>", "your passing solutions in the library's place: crossEntropy,softmax")
    .option("--set <name=value>", "a flag of the experiment by its name: lr=1e-3,batch=32", collect)
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .action(async (name: string, flags: string[], options: RunOptions) => {
      const file = experimentFile(name);
      const { set, rest: others } = takeSet(flags);
      const { mine, rest: given } = takeMine(others, options.mine);
      const wanted = [...(options.set ?? []), ...set];
      const rest =
        wanted.length > 0 ? [...given, ...flagsOf(wanted, await describeExperiment(name, "run"))] : given;
      const own = rest.includes("--workspace") || rest.includes("--help");
      if (mine.length > 0 && own)
        throw new UsageError("run: --workspace stands before the experiment's name where --mine is given");
      const workspace = own ? undefined : findWorkspace(options.workspace);
      const swapped = workspace === undefined ? [] : await checkMine(mine, workspace);
      const swap = swapped.length > 0 ? swapArguments(repository, swapped) : undefined;
      const args = [
        "--disable-warning=ExperimentalWarning",
        ...(swap?.flags ?? []),
        file,
        ...rest,
        ...(workspace === undefined ? [] : ["--workspace", workspace]),
      ];
      const earlier = new Set(workspace !== undefined && swap !== undefined ? listRunIds(workspace) : []);
      process.exitCode = await runToTheEnd(args, swap?.env ?? {});
      if (workspace !== undefined && swap !== undefined)
        recordUse(workspace, earlier, { swapped, called: swap.called() });
    });
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** `--mine a,b` and `--mine=a,b` may stand among the experiment's flags too. */
function takeMine(flags: readonly string[], before: string | undefined): { mine: string[]; rest: string[] } {
  const rest: string[] = [];
  let value = before;
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if (flag.startsWith("--mine=")) value = flag.slice("--mine=".length);
    else if (flag === "--mine") value = flags[++i] ?? "";
    else rest.push(flag);
  }
  if (value === undefined) return { mine: [], rest };
  const mine = value
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  if (mine.length === 0)
    throw new UsageError(
      "run: --mine without names; say what is yours, for example --mine crossEntropy,softmax",
    );
  return { mine, rest };
}

async function checkMine(mine: readonly string[], workspace: string): Promise<SwappedIn[]> {
  if (mine.length === 0) return [];
  try {
    const swapped = await swapIn(repository, workspace, mine);
    for (const { export: name, exercise } of swapped) console.log(`${name}: yours, exercises/${exercise}.ts`);
    return swapped;
  } catch (error) {
    if (error instanceof SwapProblem) throw new UsageError(error.message);
    throw error;
  }
}

/** A run that finished and called the learner's own code is evidence for what the code is of. */
function recordUse(
  workspace: string,
  earlier: ReadonlySet<string>,
  { swapped, called }: { swapped: readonly SwappedIn[]; called: readonly SwappedIn[] },
): void {
  for (const one of swapped.filter((one) => !called.includes(one)))
    console.log(`${one.export}: this experiment never called yours.`);
  const run = listRunIds(workspace)
    .reverse()
    .find((id) => !earlier.has(id) && readRun(workspace, id, Date.now()).state === "finished");
  const topics = [...new Set(called.flatMap((one) => one.topics))];
  if (run === undefined || topics.length === 0) return;
  appendProgress(
    workspace,
    topics.map((topic) => ({ id: randomUUID(), at: Date.now(), kind: "use", topic, run })),
  );
  console.log(`Recorded in progress.jsonl: used, for ${topics.join(", ")}.`);
}

/** Ctrl+C reaches the experiment by itself; it saves its checkpoint, says how to go on, and only then this process ends. */
function runToTheEnd(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  process.on("SIGINT", () => {});
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
