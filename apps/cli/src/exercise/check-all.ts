import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";
import type { CheckedFile } from "@blankfile/curriculum/node";
import { readOwnSource } from "@blankfile/curriculum/node";
import { countText, problemText } from "./attempt-text.ts";
import { checkedOwn, type Place, recorded } from "./check-once.ts";
import { ownFile } from "./own-file.ts";
import { isUnchanged } from "./record-attempt.ts";
import { isSetAside } from "./set-aside.ts";

/** So many files are checked at the same time. */
const together = 2;
/** So many of the names that are no exercise's are listed. */
const mostNamed = 5;

/**
 * Checks every file of `exercises/` that has an exercise's name, two at a time, with a line for each as it is done; answers
 * whether all of them passed. With `changed`, a file whose text was the last attempt's is left out.
 */
export async function checkAll(
  workspace: string,
  known: readonly string[],
  { placeOf, changed }: { placeOf: (slug: string) => Place; changed: boolean },
): Promise<boolean> {
  const { slugs, others } = filesIn(workspace, known);
  if (others.length > 0) console.log(othersText(others));
  const places = slugs.map(placeOf).filter((place) => !changed || !unchanged(place));
  const left = slugs.length - places.length;
  if (left > 0) console.log(`${left} unchanged since the last attempt.`);
  if (slugs.length === 0)
    console.log(`No exercises in ${path.join(workspace, "exercises")} yet; begin with: blankfile practice`);

  let [done, passed, next] = [0, 0, 0];
  const stop = () => {
    console.log(`\nStopped: ${done} of ${places.length} checked.`);
    process.exit(130);
  };
  process.once("SIGINT", stop);
  const work = async () => {
    for (let i = next++; i < places.length; i = next++) {
      const { good, text } = await lineOf(places[i]!);
      if (good) passed++;
      const width = String(places.length).length;
      console.log(`[${String(++done).padStart(width)}/${places.length}] ${text}`);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  process.off("SIGINT", stop);
  if (places.length > 0) console.log(`\n${passed} of ${places.length} exercises passed.`);
  return passed === places.length;
}

/** The slugs that a file is there for, and the names of files that are no exercise's; earlier solutions, set aside, are neither. */
function filesIn(workspace: string, known: readonly string[]): { slugs: string[]; others: string[] } {
  const isKnown = new Set(known);
  const names = entriesOf(path.join(workspace, "exercises"))
    .filter(({ name }) => name.endsWith(".ts") && !name.startsWith(".") && !isSetAside(name))
    .map(({ name }) => name.slice(0, -3))
    .sort();
  return {
    slugs: names.filter((name) => isKnown.has(name)),
    others: names.filter((name) => !isKnown.has(name)),
  };
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function othersText(others: readonly string[]): string {
  const named = others.slice(0, mostNamed).map((name) => `${name}.ts`);
  const more = others.length > named.length ? ` and ${others.length - named.length} more` : "";
  return `Not checked, since no exercise has that name: ${named.join(", ")}${more}.`;
}

function unchanged({ workspace, exercise, folder }: Place): boolean {
  const { text } = readOwnSource(ownFile(workspace, exercise.slug));
  return text !== undefined && isUnchanged(workspace, exercise.slug, folder, text);
}

async function lineOf(place: Place): Promise<{ good: boolean; text: string }> {
  const { slug } = place.exercise;
  let attempt: CheckedFile;
  try {
    attempt = await checkedOwn(place, {});
  } catch {
    return { good: false, text: `! ${slug}  our fault, see: blankfile check ${slug}` };
  }
  const { passed } = recorded(place, attempt);
  if (attempt.outcome === "passed")
    return passed
      ? { good: true, text: `✓ ${slug}  passed` }
      : { good: false, text: `✕ ${slug}  passed, but not within its limit` };
  const count = attempt.names.length > 0 && attempt.results.length > 0 ? `${countText(attempt)}  ` : "";
  const first = attempt.results.find(({ pass }) => !pass);
  const why = attempt.message === undefined ? (first?.name ?? "") : problemText(attempt);
  return { good: false, text: `✕ ${slug}  ${count}${why}` };
}
