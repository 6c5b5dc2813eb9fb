import { countsOf, requireEqualLengths, type Sample, show } from "../../samples/sample.ts";

/** A table of counts, [R][C], checked: at least 2 × 2, every row and column with a count above 0. */
export interface CountTable {
  rows: Float64Array[];
  rowSums: Float64Array;
  columnSums: Float64Array;
  total: number;
}

export function tableOf(where: string, table: readonly Sample[]): CountTable {
  if (!Array.isArray(table))
    throw new TypeError(`${where}: ${show(table)} as table, an array of rows is needed`);
  const rows = table.map((row, i) => countsOf(where, `row ${i}`, row));
  if (rows.length < 2 || rows[0]!.length < 2) {
    throw new RangeError(
      `${where}: a table of ${rows.length} × ${rows[0]?.length ?? 0}, at least 2 × 2 is needed`,
    );
  }
  const width = rows[0]!.length;
  for (const [i, row] of rows.entries())
    requireEqualLengths(where, ["row 0", `row ${i}`], [width, row.length]);
  const rowSums = Float64Array.from(rows, (row) => row.reduce((a, b) => a + b, 0));
  const columnSums = Float64Array.from({ length: width }, (_, j) =>
    rows.reduce((total, row) => total + row[j]!, 0),
  );
  requireNoneEmpty(where, "row", rowSums);
  requireNoneEmpty(where, "column", columnSums);
  return { rows, rowSums, columnSums, total: rowSums.reduce((a, b) => a + b, 0) };
}

/** The four counts of a 2 × 2 table, which may be 0. */
export function fourOf(where: string, table: readonly Sample[]): [number, number, number, number] {
  const rows = Array.isArray(table) ? table.map((row, i) => countsOf(where, `row ${i}`, row)) : [];
  if (rows.length !== 2 || rows.some((row) => row.length !== 2)) {
    throw new RangeError(`${where}: a table of ${rows.length} × ${rows[0]?.length ?? 0}, 2 × 2 is needed`);
  }
  return [rows[0]![0]!, rows[0]![1]!, rows[1]![0]!, rows[1]![1]!];
}

function requireNoneEmpty(where: string, what: string, sums: Float64Array): void {
  const at = sums.indexOf(0);
  if (at >= 0)
    throw new RangeError(
      `${where}: ${what} ${at} has only zeros, a count above 0 is needed; leave the ${what} out`,
    );
}
