import type { ShownTrial } from "./shown-trials.ts";

/** By "number", "value", "rung", "bracket", "state" or "param lr", with "-" before it from the greatest; without a value last. */
export function sortedTrials(trials: readonly ShownTrial[], sort: string): ShownTrial[] {
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = keyOf(sort.replace(/^-/, ""));
  return trials.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    if (typeof x === "number" && typeof y === "number") return sign * (x - y) || a.number - b.number;
    return sign * String(x).localeCompare(String(y), "en", { numeric: true }) || a.number - b.number;
  });
}

function keyOf(column: string): (trial: ShownTrial) => number | string | undefined {
  if (column.startsWith("param ")) {
    const name = column.slice(6);
    return ({ params }) => {
      const value = params[name];
      return value === undefined || typeof value === "number" ? value : String(value);
    };
  }
  if (column === "value") return ({ value }) => value;
  if (column === "rung") return ({ rung }) => rung;
  if (column === "bracket") return ({ bracket }) => bracket;
  if (column === "state") return ({ state }) => state;
  return ({ number }) => number;
}
