import { spawnSync } from "node:child_process";
import path from "node:path";
import { Command } from "commander";
import { repository } from "../places.ts";

/** `blankfile start`: the same as `npm start` in the repository. */
export function start(): Command {
  return new Command("start")
    .description("build what is stale, start the hub on this machine and open it")
    .option("--workspace <folder>", "the workspace; ~/blankfile unless told")
    .option("--port <number>", "the port to try first", "7331")
    .option("--no-open", "only print the address")
    .action((options: { workspace?: string; port: string; open: boolean }) => {
      const args = ["--port", options.port];
      if (options.workspace !== undefined) args.push("--workspace", path.resolve(options.workspace));
      if (!options.open) args.push("--no-open");
      const script = path.join(repository, "scripts", "start.ts");
      const result = spawnSync(process.execPath, [script, ...args], { cwd: repository, stdio: "inherit" });
      process.exitCode = result.status ?? 0;
    });
}
