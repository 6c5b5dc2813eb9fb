/** Metrics whose names begin alike. */
export interface MetricGroup {
  /** What stands before the first "/"; empty for names without one. */
  prefix: string;
  keys: string[];
}

/** "train/loss" and "train/lr" belong together; names without "/" come first. */
export function metricGroups(keys: readonly string[]): MetricGroup[] {
  const groups = Map.groupBy([...keys].sort(), (key) =>
    key.indexOf("/") > 0 ? key.slice(0, key.indexOf("/")) : "",
  );
  return [...groups]
    .map(([prefix, members]) => ({ prefix, keys: members }))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** The names that have each of the words somewhere, in any case. */
export function filtered(keys: readonly string[], words: string): string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return keys.filter((key) => wanted.every((word) => key.toLowerCase().includes(word)));
}
