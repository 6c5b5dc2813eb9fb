import type { Column, Table } from "@blankfile/data";
import { chi2Contingency, ks2samp } from "@blankfile/statistics";
import { wordsOf } from "../table/clean-table.ts";

/** How far the rows to be predicted differ from the labelled ones in a column. */
export interface Drift {
  column: string;
  /** The largest distance of the two distribution functions, or half the sum of differences of shares; 0 is alike, 1 apart. */
  distance: number;
  /** Of the hypothesis that both are draws from one distribution, times the number of columns (Bonferroni). */
  pvalue: number;
  /** The share of the test rows whose word no labelled row has. */
  unseen: number;
}

export function findDrift(train: Table, test: Table): Drift[] {
  const names = train.names.filter((name) => test.names.includes(name));
  return names
    .map((column) => {
      const [a, b] = [train.column(column), test.column(column)];
      const found =
        a.kind === "number" && b.kind === "number" ? ofNumbers(a.values, b.values) : ofWords(a, b);
      return { column, ...found, pvalue: Math.min(1, found.pvalue * names.length) };
    })
    .sort((a, b) => b.distance - a.distance);
}

function ofNumbers(a: Float64Array, b: Float64Array): Omit<Drift, "column"> {
  const [x, y] = [a, b].map((values) => values.filter((value) => !Number.isNaN(value)));
  if (x!.length < 2 || y!.length < 2) return { distance: 0, pvalue: 1, unseen: 0 };
  const { statistic, pvalue } = ks2samp(x!, y!, { method: "asymptotic" });
  return { distance: statistic, pvalue, unseen: 0 };
}

function ofWords(a: Column, b: Column): Omit<Drift, "column"> {
  const [x, y] = [wordsOf(a), wordsOf(b)].map((words) => words.map((word) => word ?? "(missing)"));
  const known = new Set(x);
  const unseen = y!.filter((word) => !known.has(word)).length / Math.max(1, y!.length);
  const count = (words: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };
  const [cx, cy] = [count(x!), count(y!)];
  // Rare words share a cell, so that the test's counts are large enough; texts that hardly repeat are not compared.
  const frequent = [...cx].filter(([, n]) => n >= 10).map(([word]) => word);
  if (frequent.length === 0) return { distance: 0, pvalue: 1, unseen };
  const rest = (counts: Map<string, number>, all: number) =>
    all - frequent.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
  const table = [
    [...frequent.map((word) => cx.get(word)!), rest(cx, x!.length)],
    [...frequent.map((word) => cy.get(word) ?? 0), rest(cy, y!.length)],
  ];
  const kept = table[0]!.map((_, j) => j).filter((j) => table[0]![j]! + table[1]![j]! > 0);
  const cells = table.map((row) => kept.map((j) => row[j]!));
  const distance =
    kept.reduce((sum, _, j) => sum + Math.abs(cells[0]![j]! / x!.length - cells[1]![j]! / y!.length), 0) / 2;
  return { distance, pvalue: kept.length < 2 ? 1 : chi2Contingency(cells).pvalue, unseen };
}
