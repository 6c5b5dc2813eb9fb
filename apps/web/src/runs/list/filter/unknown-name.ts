import { editDistance } from "../../../search/edit-distance.ts";

const mostNear = 3;

/** That no run has a name, and the names that are near it, nearest first; where none is, where the names are to be seen. */
export function unknownName(key: string, names: readonly string[]): string {
  const wanted = lastPart(key);
  const near = names
    .map((name) => ({ name, off: distance(wanted, name) }))
    .filter(({ off }) => off < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.off - b.off)
    .slice(0, mostNear)
    .map(({ name }) => name);
  const more = near.length > 0 ? `there is ${near.join(", ")}` : "“Columns” lists the names that there are";
  return `no run has “${key.slice(0, 60)}”; ${more}`;
}

/** Slips between a name and the one that is wanted; more for one that only goes on behind it; infinite for one that is not near. */
function distance(wanted: string, name: string): number {
  const last = lastPart(name);
  const limit = wanted.length >= 6 ? 2 : wanted.length >= 3 ? 1 : 0;
  const off = editDistance(wanted, last, limit);
  if (off <= limit) return off;
  return wanted.length >= 2 && last.startsWith(wanted) ? 3 : Number.POSITIVE_INFINITY;
}

/** "accuracy" of "test/accuracy". */
function lastPart(name: string): string {
  return name.toLowerCase().split(/[/.]/).at(-1)!;
}
