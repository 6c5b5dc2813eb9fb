import type { MetricDefinition } from "./run.ts";

/** How a metric is to be read: by its own name, else by the longest `prefix*` that fits it. */
export function definitionOf(
  definitions: Readonly<Record<string, MetricDefinition>>,
  key: string,
): MetricDefinition {
  if (Object.hasOwn(definitions, key)) return definitions[key]!;
  const fitting = Object.keys(definitions)
    .filter((name) => name.endsWith("*") && key.startsWith(name.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return fitting[0] === undefined ? {} : definitions[fitting[0]]!;
}
