import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { experimentFile, repository } from "../places.ts";

/** `blankfile verify <experiment>`: runs it with its defaults and writes its results file anew. Exit code 1 where it misses its bar. */
export function verify(): Command {
  return new Command("verify")
    .description("run an experiment with its defaults, compare with its bar, and write its results file")
    .argument("<experiment>", "for example nn/digits-mlp")
    .option("--json", "print the results file")
    .action((name: string, options: { json?: boolean }) => {
      const file = experimentFile(name);
      const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-verify-"));
      try {
        const args = ["--disable-warning=ExperimentalWarning", file, "--results", "--workspace", workspace];
        const out = options.json === true ? (["ignore", "ignore", "inherit"] as const) : ("inherit" as const);
        const { status } = spawnSync(process.execPath, args, { cwd: repository, stdio: out as "inherit" });
        process.exitCode = status ?? 1;
      } finally {
        rmSync(workspace, { recursive: true, force: true });
      }
      const area = path
        .relative(path.join(repository, "experiments"), file)
        .replace(/\.ts$/, "")
        .replaceAll(path.sep, "-");
      const results = path.join(repository, "experiments", "results", `${area}.json`);
      if (options.json === true && existsSync(results)) process.stdout.write(readFileSync(results, "utf8"));
    });
}
