import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { isWorkspace, repository, usualWorkspace, workspaceMark } from "../places.ts";
import { UsageError } from "../usage-error.ts";
import { linkPackages } from "../workspace-links.ts";

/** `blankfile init [folder]`: a workspace, meant to be a Git repository of the learner's own. Running it again mends what is missing. */
export function init(): Command {
  return new Command("init")
    .description("make a workspace: the folder for your solutions, runs, log and progress")
    .argument("[folder]", "where", usualWorkspace)
    .option("--quiet", "print the folder only")
    .action((given: string, options: { quiet?: boolean }) => {
      const folder = path.resolve(given);
      const again = isWorkspace(folder);
      makeWorkspace(folder);
      console.log(options.quiet === true ? folder : next(folder, again));
    });
}

const files: Record<string, string> = {
  "LOG.md":
    "# Log\n\nOne entry a session, newest first: the date, what you tried, what happened, what you learned, what is next.\n",
  "progress.jsonl": "",
  ".gitattributes": "progress.jsonl merge=union\n",
  ".gitignore": "node_modules/\n.blankfile/index.sqlite*\nruns/*/*\n!runs/*/run.json\n",
  "tsconfig.json": `${JSON.stringify(
    {
      compilerOptions: {
        target: "es2024",
        module: "nodenext",
        strict: true,
        noUncheckedIndexedAccess: true,
        erasableSyntaxOnly: true,
        allowImportingTsExtensions: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        lib: ["es2024", "dom"],
      },
      include: ["exercises/*.ts"],
    },
    null,
    2,
  )}\n`,
  "package.json": `${JSON.stringify({ name: "workspace", private: true, type: "module" }, null, 2)}\n`,
};

function makeWorkspace(folder: string): void {
  try {
    for (const name of ["exercises", "papers", "posts", "runs", ".blankfile"]) {
      mkdirSync(path.join(folder, name), { recursive: true });
    }
    for (const [name, text] of Object.entries(files)) {
      if (!existsSync(path.join(folder, name))) writeFileSync(path.join(folder, name), text);
    }
    linkPackages(folder);
    const mark = path.join(folder, workspaceMark);
    if (!existsSync(mark)) writeFileSync(mark, `${JSON.stringify({ format: 1 })}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = {
      EACCES: "it is not yours to write to",
      EROFS: "it is read-only",
      ENOSPC: "the disk is full",
    }[code ?? ""];
    throw new UsageError(
      `init: ${folder} cannot be written: ${why ?? message}; name another folder: blankfile init <folder>`,
    );
  }
  if (!existsSync(path.join(folder, ".git")))
    spawnSync("git", ["init", "--quiet", folder], { stdio: "ignore" });
}

function next(folder: string, again: boolean): string {
  const program = path.join(repository, "apps", "cli", "bin", "blankfile.cjs");
  return [
    `${again ? "The workspace is in order" : "Made a workspace"}: ${folder}`,
    "",
    "  blankfile practice scalar-autograd    write a starter into exercises/",
    "  blankfile check scalar-autograd       run its checks on your file",
    "  blankfile start                       open the hub",
    "",
    "To have `blankfile` on the PATH, either",
    `  npm link --prefix ${repository} -w @blankfile/cli`,
    "or put this into your shell's start-up file:",
    `  alias blankfile='node "${program}"'`,
  ].join("\n");
}
