/**
 * What two discrete variables tell of each other.
 *
 *   I(X; Y) = Σ p(x, y) log(p(x, y)/(p(x) p(y))) = H(X) + H(Y) − H(X, Y) = D(p(x, y) ‖ p(x) p(y)) ≥ 0
 *   H(Y | X) = H(X, Y) − H(X),   I(X; Y | Z) = H(X, Z) + H(Y, Z) − H(X, Y, Z) − H(Z)
 *   NMI = I / mean(H(X), H(Y))
 *
 * From paired labels by counting (plug-in), which is too large by about (|X| − 1)(|Y| − 1)/(2N); Miller and Madow's correction
 * of each entropy takes that away. Cover and Thomas 2006, Elements of Information Theory, chapter 2.
 */

import { requireEqualLengths, requireList, requireOneOf, show } from "../samples/sample.ts";
import { type BaseOption, logOfBase, plogp } from "./distributions.ts";
import { entropyOfCounts } from "./entropy.ts";

export type Labels = ArrayLike<string | number | boolean>;

export interface MutualInformationOptions extends BaseOption {
  /** Default "plug-in". */
  estimator?: "plug-in" | "miller-madow";
}

export function mutualInformation(x: Labels, y: Labels, options: MutualInformationOptions = {}): number {
  requireList("mutualInformation", "x", x);
  requireList("mutualInformation", "y", y);
  requireEqualLengths("mutualInformation", ["x", "y"], [x.length, y.length]);
  const H = (...variables: Labels[]) =>
    entropyOfCounts(countTogether("mutualInformation", variables), options);
  return H(x) + H(y) - H(x, y);
}

/** H(Y | X). */
export function conditionalEntropy(y: Labels, x: Labels, options: MutualInformationOptions = {}): number {
  requireEqualLengths("conditionalEntropy", ["y", "x"], [y.length, x.length]);
  const H = (...variables: Labels[]) =>
    entropyOfCounts(countTogether("conditionalEntropy", variables), options);
  return H(x, y) - H(x);
}

/** I(X; Y | Z). */
export function conditionalMutualInformation(
  x: Labels,
  y: Labels,
  z: Labels,
  options: MutualInformationOptions = {},
): number {
  const where = "conditionalMutualInformation";
  requireEqualLengths(where, ["x", "y"], [x.length, y.length]);
  requireEqualLengths(where, ["x", "z"], [x.length, z.length]);
  const H = (...variables: Labels[]) => entropyOfCounts(countTogether(where, variables), options);
  return H(x, z) + H(y, z) - H(x, y, z) - H(z);
}

/** I / mean(H(X), H(Y)): 0 for independent labels, 1 for a renaming; 1 where both have one value only, as scikit-learn has it. */
export function normalizedMutualInformation(
  x: Labels,
  y: Labels,
  { averageMethod = "arithmetic" }: { averageMethod?: "arithmetic" | "geometric" | "min" | "max" } = {},
): number {
  const where = "normalizedMutualInformation";
  requireEqualLengths(where, ["x", "y"], [x.length, y.length]);
  requireOneOf(where, "averageMethod", averageMethod, ["arithmetic", "geometric", "min", "max"]);
  const [hx, hy] = [x, y].map((labels) => entropyOfCounts(countTogether(where, [labels]))) as [
    number,
    number,
  ];
  if (hx === 0 && hy === 0) return 1;
  const averages = {
    arithmetic: (hx + hy) / 2,
    geometric: Math.sqrt(hx * hy),
    min: Math.min(hx, hy),
    max: Math.max(hx, hy),
  };
  const average = averages[averageMethod];
  return average === 0 ? 0 : mutualInformation(x, y) / average;
}

/** I(X; Y) of a joint distribution or table of counts, [|X|][|Y|]. */
export function mutualInformationOfTable(
  table: readonly ArrayLike<number>[],
  { base = Math.E }: BaseOption = {},
): number {
  const where = "mutualInformationOfTable";
  const unit = logOfBase(where, base);
  if (!Array.isArray(table)) throw new TypeError(`${where}: ${show(table)}, an array of rows is needed`);
  for (const [i, row] of table.entries()) requireList(where, `row ${i}`, row);
  const width = table[0]?.length ?? 0;
  const columns = new Float64Array(width);
  let [total, joint, rows] = [0, 0, 0];
  table.forEach((row, i) => {
    requireEqualLengths(where, ["row 0", `row ${i}`], [width, row.length]);
    let inRow = 0;
    for (let j = 0; j < width; j++) {
      const weight = row[j]!;
      if (!(typeof weight === "number" && weight >= 0 && weight < Infinity)) {
        throw new RangeError(`${where}: table[${i}][${j}] is ${weight}, weights from 0 on are needed`);
      }
      inRow += weight;
      columns[j]! += weight;
      joint += plogp(weight);
    }
    rows += plogp(inRow);
    total += inRow;
  });
  if (!(total > 0)) throw new RangeError(`${where}: the table sums to ${total}, a positive sum is needed`);
  // Σ p log(p/(r c)) with p = w/T: (Σ w log w − Σ r log r − Σ c log c)/T + log T.
  const byColumns = columns.reduce((sum, weight) => sum + plogp(weight), 0);
  return Math.max(0, (joint - rows - byColumns) / total + Math.log(total)) / unit;
}

/** How often each combination of labels occurs. */
function countTogether(where: string, variables: readonly Labels[]): number[] {
  const n = variables[0]!.length;
  if (n === 0) throw new RangeError(`${where}: no labels, at least one is needed`);
  // The combination of the variables so far, numbered as first seen.
  let codes = new Int32Array(n);
  for (const variable of variables) {
    const known = new Map<unknown, number>();
    const next = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const label = variable[i]!;
      if (typeof label === "number" && Number.isNaN(label)) {
        throw new RangeError(`${where}: label ${i} is NaN, numbers, texts or booleans are needed`);
      }
      const key = variables.length === 1 ? label : `${codes[i]} ${typeof label} ${label}`;
      let code = known.get(key);
      if (code === undefined) known.set(key, (code = known.size));
      next[i] = code;
    }
    codes = next;
  }
  const counts: number[] = [];
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
