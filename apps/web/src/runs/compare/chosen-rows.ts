import type { RunRow } from "@blankfile/tracking";
import { parseFilter } from "../list/filter.ts";
import type { CompareAddress } from "./compare-address.ts";

export interface Chosen {
  rows: RunRow[];
  /** Filters that could not be read, and names that nothing has. */
  problems: string[];
  /** Whether the address names anything at all. */
  isAsked: boolean;
}

/** Runs that are named, by themselves, their launch or their sweep, as far as every filter lets them through; without names, all runs. */
export function chosenRows(all: readonly RunRow[], address: CompareAddress): Chosen {
  const { runs, groups, sweeps, where } = address;
  const names = [...runs, ...groups, ...sweeps];
  const filters = where.map(parseFilter);
  const isNamed = ({ id, group, sweep }: RunRow) =>
    names.length === 0 ||
    runs.includes(id) ||
    (group !== undefined && groups.includes(group)) ||
    (sweep !== undefined && sweeps.includes(sweep));
  const isAsked = names.length > 0 || where.length > 0;
  const named = isAsked ? all.filter(isNamed) : [];
  const known = new Set(named.flatMap(({ id, group, sweep }) => [id, group, sweep]));
  return {
    rows: named.filter((row) => filters.every(({ matches }) => matches(row))),
    problems: [
      ...filters.flatMap(({ problems }) => problems),
      ...names
        .filter((name) => !known.has(name))
        .map((name) => `No run has the name “${name.slice(0, 120)}”.`),
    ],
    isAsked,
  };
}
