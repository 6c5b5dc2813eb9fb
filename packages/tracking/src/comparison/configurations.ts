import type { ConfigValue } from "../run.ts";
import type { RunRow } from "../run-row.ts";

/** One experiment with one configuration, and the runs that were made of it. */
export interface Configuration {
  /** The id of its earliest run: it stays when more seeds are added. */
  id: string;
  experiment: string;
  config: Record<string, ConfigValue>;
  /** By seed, then by time. */
  rows: RunRow[];
  /** Set where the same configuration was run with the same seeds more than once: when this time began. */
  launchedAt?: number;
}

/**
 * Runs of one experiment with one configuration are one configuration with its seeds. Where a later launch has seeds that an earlier
 * one had, the two stand apart: they are the same question asked twice, often with other code, and no more seeds. In the order in
 * which they were first run.
 */
export function configurations(rows: readonly RunRow[]): Configuration[] {
  const alike = Map.groupBy(byTime(rows), (row) => keyOf(row));
  return [...alike.values()]
    .flatMap((same) => {
      const launches = apart(same);
      return launches.map((members) => ({
        id: members[0]!.id,
        experiment: members[0]!.experiment,
        config: members[0]!.config,
        rows: members.toSorted((a, b) => (a.seed ?? 0) - (b.seed ?? 0)),
        ...(launches.length > 1 && { launchedAt: members[0]!.createdAt }),
      }));
    })
    .sort((a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1));
}

/** Flags that are not the same in all of them, in the order in which they are first met. */
export function differing(all: readonly Pick<Configuration, "config">[]): string[] {
  const names = [...new Set(all.flatMap(({ config }) => Object.keys(config)))];
  return names.filter((name) => new Set(all.map(({ config }) => canonical(config[name]))).size > 1);
}

export interface NameOptions {
  /** Whether the experiment stands before the flags. */
  experiments?: boolean;
  /** How a value is written; in full unless told. */
  show?: (value: ConfigValue | undefined) => string;
}

/** "lr 0.1, batch 32": what tells a configuration from the others. */
export function nameOf(
  { config, experiment, launchedAt }: Configuration,
  flags: readonly string[],
  { experiments = false, show = valueText }: NameOptions = {},
): string {
  const parts = flags.map((flag) => `${flag} ${show(config[flag])}`);
  if (experiments) parts.unshift(experiment);
  if (launchedAt !== undefined) parts.push(new Date(launchedAt).toISOString().slice(0, 16).replace("T", " "));
  return parts.length === 0 ? experiment : parts.join(", ");
}

/** A flag's value as it is written; "–" where it is not set. */
export function valueText(value: ConfigValue | undefined): string {
  return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}

function byTime(rows: readonly RunRow[]): RunRow[] {
  return rows.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Each launch joins the first of those before it that has none of its seeds. */
function apart(rows: readonly RunRow[]): RunRow[][] {
  const found: { seeds: Set<number | undefined>; rows: RunRow[] }[] = [];
  for (const launch of Map.groupBy(rows, ({ group, id }) => group ?? id).values()) {
    const free = found.find(({ seeds }) => launch.every(({ seed }) => !seeds.has(seed)));
    const place = free ?? { seeds: new Set<number | undefined>(), rows: [] };
    if (!free) found.push(place);
    place.rows.push(...launch);
    for (const { seed } of launch) place.seeds.add(seed);
  }
  return found.map((one) => byTime(one.rows));
}

/** What is the same text for the same value, in whatever order its fields stand. */
function canonical(value: ConfigValue | undefined): string {
  return JSON.stringify(value, (_, one) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function keyOf({ experiment, config }: RunRow): string {
  return JSON.stringify([experiment, canonical(config)]);
}

function startOf({ rows }: Configuration): number {
  return Math.min(...rows.map(({ createdAt }) => createdAt));
}
