import { EventLog, type StepOption, type Table } from "./event-log.ts";
import { lockPrediction, type Prediction } from "./prediction.ts";
import type { Claim, ConfigValue, MetricDefinition, RunEvent, RunRecord } from "./run.ts";
import { makeRunId } from "./run-id.ts";

export interface MemoryRunOptions {
  /** "lab/<slug>" for a saved lab. */
  experiment: string;
  config: Record<string, ConfigValue>;
  seed: number;
  group?: string;
  prediction?: string | Prediction;
  steps?: number;
  metrics?: Record<string, MetricDefinition>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Four random bytes for the id. */
  random: Uint8Array;
  /** The browser's name and version. */
  runtime?: string;
  /** Called with each event as it is made, to store it. */
  onEvent?: (event: RunEvent) => void;
}

/** A run made in a browser: the same record and events as a folder has, in memory. */
export interface MemoryRun {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
  log(values: Record<string, number>, option?: StepOption): void;
  text(name: string, text: string, option?: StepOption): void;
  table(name: string, table: Table, option?: StepOption): void;
  note(text: string): void;
  summary(values: Record<string, ConfigValue>): void;
  finish(): void;
  fail(message: string): void;
}

export function memoryRun(options: MemoryRunOptions): MemoryRun {
  const { experiment, config, seed, group, prediction, steps, metrics, runtime, clock } = options;
  const createdAt = clock();
  const said = typeof prediction === "string" ? { text: prediction } : prediction;
  const record: RunRecord = {
    format: 1,
    id: makeRunId(experiment, createdAt, options.random),
    experiment,
    config,
    seed,
    ...(group !== undefined && { group }),
    createdAt,
    code: {},
    ...(said && { prediction: lockPrediction(said, createdAt) }),
    ...(steps !== undefined && { steps }),
    ...(metrics && { metrics }),
    ...(runtime !== undefined && { environment: { runtime } }),
  };
  const events: RunEvent[] = [];
  const log = new EventLog({
    clock,
    emit: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  log.state("running");
  return {
    record,
    events,
    log: (values, option) => log.log(values, option),
    text: (name, text, option) => log.text(name, text, option),
    table: (name, table, option) => log.table(name, table, option),
    note: (text) => log.note(text),
    summary: (values) => log.summary(values),
    finish: () => log.state("finished"),
    fail: (message) => log.state("failed", message),
  };
}

/** The claim that stands for a browser: it has no host and no process that could be asked. */
export function browserClaim(record: RunRecord): Claim {
  return { format: 1, attempt: 1, claimedAt: record.createdAt, host: "browser", pid: 0, resumedFrom: 0 };
}

/** The files that the run would be in a workspace, by path below `runs/<id>/`. */
export function toFiles(record: RunRecord, events: readonly RunEvent[]): { path: string; text: string }[] {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    { path: "run.json", text: json(record) },
    { path: "attempts/1/claim.json", text: json(browserClaim(record)) },
    { path: "attempts/1/events.jsonl", text: events.map((event) => `${JSON.stringify(event)}\n`).join("") },
  ];
}
