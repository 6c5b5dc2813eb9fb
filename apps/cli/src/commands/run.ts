import { spawn } from "node:child_process";
import { Command } from "commander";
import { experimentFile, findWorkspace, repository } from "../places.ts";

/** `blankfile run nn/digits-mlp --seeds 5`: everything after the name goes to the experiment, which knows its own flags. */
export function run(): Command {
  return new Command("run")
    .description("run an experiment; its own flags follow its name, --help lists them")
    .argument("<experiment>", "for example nn/digits-mlp")
    .argument("[flags...]", "flags of the experiment")
    .option("--workspace <folder>", "where the runs are kept")
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .action(async (name: string, flags: string[], options: { workspace?: string }) => {
      const file = experimentFile(name);
      const own = flags.includes("--workspace") || flags.includes("--help");
      const workspace = own ? [] : ["--workspace", findWorkspace(options.workspace)];
      const args = ["--disable-warning=ExperimentalWarning", file, ...flags, ...workspace];
      process.exitCode = await runToTheEnd(args);
    });
}

/** Ctrl+C reaches the experiment by itself; it saves its checkpoint, says how to go on, and only then this process ends. */
function runToTheEnd(args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: repository, stdio: "inherit" });
  process.on("SIGINT", () => {});
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
