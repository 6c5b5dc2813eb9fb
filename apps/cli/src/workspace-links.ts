import { lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, unlinkSync } from "node:fs";
import path from "node:path";
import { repository } from "./places.ts";

/** Links our packages into the workspace, so that imports of a solution resolve in any editor; links that lead elsewhere are mended. */
export function linkPackages(workspace: string): void {
  mkdirSync(scopeOf(workspace), { recursive: true });
  for (const { link, target } of links(workspace)) {
    if (leadsTo(link, target)) continue;
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(link);
    symlinkSync(target, link, "junction");
  }
}

/** A sentence where links are missing or lead elsewhere: the repository was moved, or the workspace was cloned. */
export function linkProblem(workspace: string): string | undefined {
  if (links(workspace).every(({ link, target }) => leadsTo(link, target))) return undefined;
  return `The links in ${scopeOf(workspace)} do not lead to the packages in ${repository}, so your editor finds no types; mend them with: blankfile init ${workspace}`;
}

function scopeOf(workspace: string): string {
  return path.join(workspace, "node_modules", "@blankfile");
}

function links(workspace: string): { link: string; target: string }[] {
  const packages = path.join(repository, "packages");
  return readdirSync(packages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ link: path.join(scopeOf(workspace), name), target: path.join(packages, name) }));
}

function leadsTo(link: string, target: string): boolean {
  try {
    return path.resolve(path.dirname(link), readlinkSync(link)) === target;
  } catch {
    return false;
  }
}
