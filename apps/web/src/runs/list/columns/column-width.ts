import type { Catalog } from "./catalog.ts";
import { type Column, labelOf } from "./column.ts";

/** Pixels that a letter takes, and a cell beside its letters. */
const letter = 7.3;
const beside = 26;
/** "0.9533 ± 0.00042" and "3 of 5" behind it. */
const figureLetters = 17;
const noteLetters = 7;

const fixed: Record<Column, number> = {
  seed: 106,
  state: 138,
  created: 124,
  took: 104,
  step: 84,
  points: 96,
  attempt: 84,
  problems: 110,
  experiment: 170,
  id: 220,
  group: 220,
  sweep: 220,
  message: 240,
  prediction: 260,
};

/** How wide a column is, in pixels: as its values need, whichever of them are in view. */
export function columnWidth(column: Column, catalog: Catalog, hasGroups: boolean, hasNotes: boolean): number {
  // "2 finished, 1 failed".
  if (column === "state" && hasNotes) return 174;
  const known = fixed[column];
  if (known !== undefined) return known;
  const facts = catalog.facts.get(column);
  const isFigure = hasGroups && facts?.isNumber !== false && !column.startsWith("config.");
  const values = isFigure ? figureLetters + (hasNotes ? noteLetters : 0) : Math.min(30, facts?.longest ?? 8);
  // A long name breaks into two lines.
  const longestPiece = Math.max(
    ...labelOf(column)
      .split(/(?<=[/_.-])/)
      .map((piece) => piece.length),
  );
  const name = Math.max(Math.min(18, longestPiece), Math.min(18, labelOf(column).length / 2)) + 2;
  return Math.round(Math.max(values, name, 5) * letter + beside);
}
