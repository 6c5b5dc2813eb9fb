import { readdirSync } from "node:fs";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";

/** The learner's file of an exercise. */
export function ownFile(workspace: string, slug: string): string {
  return path.join(workspace, "exercises", `${slug}.ts`);
}

/** The exercise that somebody named by its slug, or by its file, as a shell completes it. */
export function slugOf(given: string): string {
  return path.basename(given, ".ts");
}

/** What to do where the file is not there: a file of a near name was perhaps renamed. */
export function missingText(workspace: string, slug: string): string {
  const file = ownFile(workspace, slug);
  const near = nearNames(path.dirname(file), slug);
  const [first] = near;
  if (first === undefined) return `${file} is not there; write it with: blankfile practice ${slug}`;
  return `${file} is not there; is ${near.join(" or ")} yours? Then rename it: mv ${path.join("exercises", first)} ${path.join("exercises", `${slug}.ts`)}`;
}

function nearNames(folder: string, slug: string): string[] {
  const byStem = new Map<string, string>();
  for (const name of namesIn(folder)) {
    const stem = /^([^.]+)\.(?:[cm]?[jt]sx?)$/.exec(name)?.[1];
    if (stem !== undefined) byStem.set(hyphened(stem), name);
  }
  return nearest(slug, byStem.keys()).map((stem) => byStem.get(stem)!);
}

/** "stableSoftmax" and "stable_softmax" as "stable-softmax". */
function hyphened(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/[_ ]/g, "-")
    .toLowerCase();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
