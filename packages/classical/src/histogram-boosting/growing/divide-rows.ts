import type { Coded } from "./histograms.ts";
import type { Split } from "./split.ts";

/** Puts the rows of members[from … to) that go left first, each side in the order they had, and gives where the right side begins. `scratch` is as long as `members`. */
export function divideRows(
  members: Int32Array,
  scratch: Int32Array,
  { from, to }: { from: number; to: number },
  { column, bin, missingLeft, goesLeft }: Split,
  { codes, rows, nBins }: Coded,
): number {
  const isLeft = new Uint8Array(256);
  if (goesLeft) isLeft.set(goesLeft);
  else isLeft.fill(1, 0, bin + 1);
  if (!goesLeft) isLeft[nBins[column]!] = Number(missingLeft);
  const of = codes.subarray(column * rows, (column + 1) * rows);
  let [left, right] = [from, 0];
  for (let t = from; t < to; t++) {
    const row = members[t]!;
    // Both are written, one is kept.
    const goes = isLeft[of[row]!]!;
    members[left] = row;
    scratch[right] = row;
    left += goes;
    right += 1 - goes;
  }
  for (let t = 0; t < right; t++) members[left + t] = scratch[t]!;
  return left;
}
