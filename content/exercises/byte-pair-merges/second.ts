/** [left id, right id]; merge r of the list makes the id 256 + r. */
export type Pair = [number, number];

/** Stands between two chunks; no pair holds it. */
const gap = -1;

/** All chunks in one row, with gaps between them; the candidates of a round are sorted by count, left id, right id. */
export function train(chunks: readonly (readonly number[])[], count: number): Pair[] {
  const merges: Pair[] = [];
  let row = chunks.flatMap((chunk) => [...chunk, gap]);
  while (merges.length < count) {
    const best = occurrences(row)
      .filter(({ times }) => times >= 2)
      .sort((a, b) => b.times - a.times || a.left - b.left || a.right - b.right)[0];
    if (best === undefined) break;
    const pair: Pair = [best.left, best.right];
    row = replaced(row, pair, 256 + merges.length);
    merges.push(pair);
  }
  return merges;
}

/**
 * Every merge once, in the order of learning. None has to be tried again: what merge r brings in is the id 256 + r, and
 * the pairs that were learnt before it are of ids below that.
 */
export function encode(bytes: readonly number[], merges: readonly Pair[]): number[] {
  return merges.reduce((row, pair, r) => replaced(row, pair, 256 + r), [...bytes]);
}

/** Takes ids off a stack: a byte is written, a merge puts its two parts back. */
export function decode(ids: readonly number[], merges: readonly Pair[]): number[] {
  const stack = [...ids].reverse();
  const bytes: number[] = [];
  while (stack.length > 0) {
    const id = stack.pop()!;
    if (Number.isInteger(id) && id >= 0 && id < 256) {
      bytes.push(id);
      continue;
    }
    const pair = merges[id - 256];
    if (pair === undefined)
      throw new RangeError(`decode: id ${id}, a byte or one of ${merges.length} merges is needed`);
    stack.push(pair[1], pair[0]);
  }
  return bytes;
}

function occurrences(row: readonly number[]): { left: number; right: number; times: number }[] {
  const byLeft = new Map<number, Map<number, number>>();
  for (let i = 1; i < row.length; i++) {
    const [left, right] = [row[i - 1]!, row[i]!];
    if (left === gap || right === gap) continue;
    if (!byLeft.has(left)) byLeft.set(left, new Map());
    const rights = byLeft.get(left)!;
    rights.set(right, (rights.get(right) ?? 0) + 1);
  }
  return [...byLeft].flatMap(([left, rights]) =>
    [...rights].map(([right, times]) => ({ left, right, times })),
  );
}

/** Copies id by id; the last id written, where it is the left of the pair and its right comes, becomes the new one. */
function replaced(row: readonly number[], [left, right]: Pair, id: number): number[] {
  const copy: number[] = [];
  for (const next of row) {
    if (next === right && copy.at(-1) === left) copy[copy.length - 1] = id;
    else copy.push(next);
  }
  return copy;
}
