import type { DiscreteTable } from "./estimand.ts";

/** The shares of n observations of discrete variables, a column of numbers each: the empirical P for `evaluateEstimand`. */
export function discreteTable(columns: Readonly<Record<string, ArrayLike<number>>>): DiscreteTable {
  const names = Object.keys(columns);
  const n = columns[names[0] ?? ""]?.length ?? 0;
  if (n === 0) throw new RangeError("discreteTable: no observations, at least one is needed");
  for (const name of names) {
    const column = columns[name]!;
    if (column.length !== n) {
      throw new RangeError(
        `discreteTable: ${name} has ${column.length} values, ${n} as ${names[0]} has are needed`,
      );
    }
    for (let i = 0; i < n; i++) {
      if (Number.isFinite(column[i])) continue;
      throw new RangeError(`discreteTable: ${name} ${i} is ${column[i]}, finite numbers are needed`);
    }
  }
  const shares = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const key = names.map((name) => columns[name]![i]).join();
    shares.set(key, (shares.get(key) ?? 0) + 1 / n);
  }
  const valuesOf = (name: string) => [...new Set(Array.from(columns[name]!))].sort((a, b) => a - b);
  return {
    values: Object.fromEntries(names.map((name) => [name, valuesOf(name)])),
    probability: (assignment) => shares.get(names.map((name) => assignment[name]).join()) ?? 0,
  };
}
