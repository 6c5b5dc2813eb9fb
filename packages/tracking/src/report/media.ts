import type { Named } from "../folded-run.ts";
import type { ConfigValue } from "../run.ts";
import type { RunDetails } from "../run-details.ts";
import type { BigValue, StoredValue, Value } from "../values/value.ts";

/** One step of a medium: whole, or the artifact that holds it. */
export type MediumStep =
  | { step: number; at: number; value: Exclude<Value, { type: "image" }>; big?: never }
  | { step: number; at: number; value: Extract<StoredValue, { type: "image" }>; big?: never }
  | { step: number; at: number; value?: never; big: BigValue };

/** What was logged under one name as one kind: a slider over its steps shows it. */
export interface Medium {
  type: Value["type"];
  name: string;
  steps: MediumStep[];
}

/** Kinds in the order of a page: what is a picture first. */
const order: readonly Value["type"][] = [
  "image",
  "histogram",
  "distribution",
  "curve",
  "confusion-matrix",
  "table",
  "text",
];

/** What a run logged beside numbers, by kind and name; of several at one step the last. Checkpoints are artifacts, and no texts. */
export function mediaOf(details: Pick<RunDetails, "values" | "texts" | "tables">): Medium[] {
  const found = new Map<string, Medium & { byStep: Map<number, MediumStep> }>();
  const add = (type: Value["type"], { name, step }: Named, one: MediumStep) => {
    const key = `${order.indexOf(type)} ${name}`;
    const medium = found.get(key) ?? { type, name, steps: [], byStep: new Map() };
    found.set(key, medium);
    medium.byStep.set(step, one);
  };
  for (const { value, ...named } of details.values) add(value.type, named, stepOf(named, value));
  for (const { text, ...named } of details.texts)
    if (named.name !== "checkpoint") add("text", named, { ...when(named), value: { type: "text", text } });
  for (const { columns, rows, ...named } of details.tables)
    add("table", named, { ...when(named), value: { type: "table", columns, rows } });
  return [...found.values()]
    .map(({ type, name, byStep }) => ({
      type,
      name,
      steps: [...byStep.values()].sort((a, b) => a.step - b.step),
    }))
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.name < b.name ? -1 : 1));
}

function stepOf(named: Named, value: StoredValue): MediumStep {
  if (value.type === "image") return { ...when(named), value };
  return "artifact" in value ? { ...when(named), big: value } : { ...when(named), value };
}

function when({ step, at }: Named): { step: number; at: number } {
  return { step, at };
}

/** A cell of a table, a setting, a figure of a summary, as text. */
export function plainText(value: ConfigValue | undefined): string {
  if (value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
