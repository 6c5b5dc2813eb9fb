import type { FoldedRun } from "./folded-run.ts";
import { mostNames } from "./metrics.ts";
import type { RunEvent, RunRecord } from "./run.ts";
import { isHash } from "./values/image.ts";

/** An event that is no point and no state: when it happened in the life of its attempt. */
export interface Kept {
  attempt: number;
  /** Its step, or the highest step of the attempt before it. */
  behind: number;
  event: Exclude<RunEvent, { kind: "metrics" | "state" }>;
}

type Gathered = Pick<
  FoldedRun,
  | "summary"
  | "config"
  | "definitions"
  | "texts"
  | "tables"
  | "notes"
  | "values"
  | "artifacts"
  | "uses"
  | "system"
> & {
  /** What a run has too much of, in words. */
  tooMany: string[];
};

/** What stands beside the metrics, from the events that count, in their order. */
export function gather(kept: readonly Kept[], record: RunRecord | undefined): Gathered {
  const gathered: Gathering = {
    summary: {},
    config: { ...record?.config },
    definitions: { ...record?.metrics },
    texts: [],
    tables: [],
    notes: [],
    values: [],
    artifacts: [],
    uses: [],
    system: new Map(),
    names: new Map(),
  };
  for (const one of kept) add(gathered, one);
  const { names, ...all } = gathered;
  const tooMany = [...names]
    .filter(([, count]) => count > mostNames)
    .map(([where]) => `${where}: it has more than ${mostNames} names; those behind are left out`);
  return { ...all, tooMany };
}

type Gathering = Omit<Gathered, "system" | "tooMany"> & {
  system: Map<string, { at: number; value: number }[]>;
  /** How many names each of summary, configuration and definitions was given. */
  names: Map<string, number>;
};

/** Whether a name may come to those that are there. What a row of the list shows must have an end. */
function hasRoom(to: Gathering, where: "summary" | "config" | "definitions", name: string): boolean {
  if (Object.hasOwn(to[where], name)) return true;
  const count = (to.names.get(where) ?? Object.keys(to[where]).length) + 1;
  to.names.set(where, count);
  return count <= mostNames;
}

function add(to: Gathering, { event, attempt }: Kept): void {
  const { at } = event;
  switch (event.kind) {
    case "summary":
      for (const [name, value] of Object.entries(event.values))
        if (hasRoom(to, "summary", name)) to.summary[name] = value;
      break;
    case "config":
      for (const [name, value] of Object.entries(event.values))
        if (!Object.hasOwn(to.config, name) && hasRoom(to, "config", name)) to.config[name] = value;
      break;
    case "define":
      if (hasRoom(to, "definitions", event.name)) to.definitions[event.name] = event.definition;
      break;
    case "note":
      to.notes.push({ text: event.text, at });
      break;
    case "text": {
      const { name, step, text } = event;
      to.texts.push({ name, step, at, text });
      // Checkpoints have been written as texts from the beginning.
      if (name === "checkpoint" && isHash(text))
        to.artifacts.push({ name, step, at, type: "checkpoint", hash: text, attempt });
      break;
    }
    case "table":
      to.tables.push({ name: event.name, step: event.step, at, columns: event.columns, rows: event.rows });
      break;
    case "value":
      to.values.push({ name: event.name, step: event.step, at, value: event.value });
      break;
    case "artifact": {
      const { kind: _, seq: __, ...about } = event;
      to.artifacts.push({ ...about, attempt });
      break;
    }
    case "use": {
      const { kind: _, seq: __, ...about } = event;
      to.uses.push(about);
      break;
    }
    case "system":
      addSystem(to.system, event);
      break;
  }
}

function addSystem(
  system: Map<string, { at: number; value: number }[]>,
  { at, values }: { at: number; values: Record<string, unknown> },
): void {
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== "number") continue;
    const series = system.get(key);
    if (series) series.push({ at, value });
    else system.set(key, [{ at, value }]);
  }
}
