import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import { UsageError } from "./usage-error.ts";

/** The repository that this command line belongs to. */
export const repository = path.join(import.meta.dirname, "..", "..", "..");

/** The folder where a workspace is made and looked for if nobody names one. */
export const usualWorkspace = path.join(homedir(), "blankfile");

/** A folder is a workspace when it holds this file, which `init` writes. */
export const workspaceMark = path.join(".blankfile", "workspace.json");

export function isWorkspace(folder: string): boolean {
  return existsSync(path.join(folder, workspaceMark));
}

/**
 * The workspace that a command works in: the one given by `--workspace` or BLANKFILE_WORKSPACE, else the folder we stand in or the
 * nearest one above it, else ~/blankfile.
 */
export function findWorkspace(given: string | undefined): string {
  const named = given ?? process.env.BLANKFILE_WORKSPACE;
  if (named !== undefined) {
    const folder = path.resolve(named);
    if (isWorkspace(folder)) return folder;
    throw new UsageError(`workspace: ${folder} is none; make it one with: blankfile init ${named}`);
  }
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (isWorkspace(folder)) return folder;
    if (folder === path.dirname(folder)) break;
  }
  if (isWorkspace(usualWorkspace)) return usualWorkspace;
  throw new UsageError(
    `workspace: neither ${process.cwd()}, nor a folder above it, nor ${usualWorkspace} is one; make one with: blankfile init`,
  );
}

const exercises = path.join(repository, "content", "exercises");

export function exerciseFolder(slug: string): string {
  return path.join(exercises, known("exercise", slug, exerciseNames()));
}

export function exerciseNames(): string[] {
  return folderNames(exercises);
}

/** Experiments by name: "nn/digits-mlp". */
export function experimentFile(name: string): string {
  const folder = path.join(repository, "experiments");
  const names = folderNames(folder).flatMap((area) =>
    readdirSync(path.join(folder, area))
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => `${area}/${file.replace(/\.ts$/, "")}`),
  );
  const full = names.find((n) => n === name || n.split("/")[1] === name);
  return path.join(folder, `${known("experiment", full ?? name, names)}.ts`);
}

function folderNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && entry.name !== "results")
    .map((entry) => entry.name)
    .sort();
}

/** The name if it is one of `names`; else an error with the nearest ones. */
function known(what: string, name: string, names: string[]): string {
  if (names.includes(name)) return name;
  const near = nearest(name, names);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${names.join(", ")}.`;
  throw new UsageError(`${what}: there is no "${name}"; ${hint}`);
}
