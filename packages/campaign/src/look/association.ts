import type { Column, Table } from "@blankfile/data";
import { wordsOf } from "../table/clean-table.ts";

/** How much a column alone tells of the target. */
export interface Association {
  column: string;
  /** ε²: the share of the target's variation between the column's bins, less what chance would give; 0 tells nothing, 1 all. */
  share: number;
  bins: number;
}

/**
 * ε² = 1 − (1 − η²)(n − 1)/(n − k), η² the variation of the target between k bins over all its variation. Bins are eighths of a number column, the 19 most
 * frequent words with the rest together of other ones; missing values are a bin. Of classes, the variation is that of their indicators together.
 *
 * Kelley 1935, https://doi.org/10.1073/pnas.21.9.554
 */
export function associations(X: Table, y: Float64Array, classes: number): Association[] {
  const targets =
    classes > 0 ? Array.from({ length: classes }, (_, k) => y.map((code) => Number(code === k))) : [y];
  return X.names
    .map((column) => {
      const bins = binsOf(X.column(column));
      return { column, share: shareBetween(bins, targets), bins: new Set(bins).size };
    })
    .sort((a, b) => b.share - a.share);
}

function shareBetween(bins: Int32Array, targets: readonly Float64Array[]): number {
  const n = bins.length;
  const k = new Set(bins).size;
  let [between, total] = [0, 0];
  for (const y of targets) {
    const mean = y.reduce((sum, value) => sum + value, 0) / n;
    const [sums, counts] = [new Map<number, number>(), new Map<number, number>()];
    for (const [i, bin] of bins.entries()) {
      sums.set(bin, (sums.get(bin) ?? 0) + y[i]!);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
      total += (y[i]! - mean) ** 2;
    }
    for (const [bin, count] of counts) between += count * (sums.get(bin)! / count - mean) ** 2;
  }
  if (total === 0 || n <= k) return 0;
  return Math.max(0, 1 - ((1 - between / total) * (n - 1)) / (n - k));
}

/** A bin's number of each row: −1 where the value is missing. */
export function binsOf(column: Column, count = 8): Int32Array {
  if (column.kind !== "number") {
    const words = wordsOf(column);
    const counts = new Map<string, number>();
    for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
    const kept = new Map(
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 19)
        .map(([word], i) => [word, i]),
    );
    return Int32Array.from(words, (word) => (word === null ? -1 : (kept.get(word) ?? 19)));
  }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const different = new Set(sorted);
  if (different.size <= count) {
    const places = new Map([...different].map((value, i) => [value, i]));
    return Int32Array.from(column.values, (value) => places.get(value) ?? -1);
  }
  // Where one value fills several bins its edges are one; the least value is no edge, since nothing is below it.
  const cuts = Array.from(
    { length: count - 1 },
    (_, b) => sorted[Math.floor(((b + 1) * sorted.length) / count)]!,
  );
  const found = [...new Set(cuts)].filter((edge) => edge > sorted[0]!);
  const edges = found.length > 0 ? found : [sorted.find((value) => value > sorted[0]!)!];
  return Int32Array.from(column.values, (value) =>
    Number.isNaN(value) ? -1 : edges.filter((edge) => value >= edge).length,
  );
}
