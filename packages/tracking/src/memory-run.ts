import { EventLog } from "./event-log.ts";
import { lockPrediction, type Prediction } from "./prediction.ts";
import { withoutSecrets } from "./redact.ts";
import type { Claim, ConfigValue, MetricDefinition, RunEvent, RunRecord } from "./run.ts";
import { makeRunId } from "./run-id.ts";
import type { RunWriter } from "./run-writer.ts";
import { sha256 } from "./sha256.ts";
import { isHash } from "./values/image.ts";

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
  /** Called with bytes that an event names by their SHA-256, before the event. */
  onArtifact?: (hash: string, bytes: Uint8Array) => void;
}

/** A run made in a browser: the same record and events as a folder has, in memory. */
export interface MemoryRun extends RunWriter {
  readonly events: readonly RunEvent[];
  /** Bytes that are too many for an event, by their SHA-256. */
  readonly artifacts: ReadonlyMap<string, Uint8Array>;
  finish(): void;
  stop(message: string): void;
  fail(message: string | Error): void;
}

/** `init` for a browser and its workers, where a run lives in memory: the same calls as `init` of `@blankfile/tracking/node`. */
export async function init(
  options: Omit<MemoryRunOptions, "random"> & { random?: Uint8Array },
): Promise<MemoryRun> {
  return memoryRun({ random: crypto.getRandomValues(new Uint8Array(4)), ...options });
}

export function memoryRun(given: MemoryRunOptions): MemoryRun {
  const { options, note } = withoutSecrets(given);
  const record = makeRecord(options);
  const events: RunEvent[] = [];
  const artifacts = new Map<string, Uint8Array>();
  const keep = (bytes: Uint8Array) => {
    const hash = sha256(bytes);
    if (!artifacts.has(hash)) artifacts.set(hash, bytes.slice());
    options.onArtifact?.(hash, artifacts.get(hash)!);
    return hash;
  };
  const log = new EventLog({
    clock: options.clock,
    keep,
    config: record.config,
    emit: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  log.state("running");
  if (note !== undefined) log.note(note);
  return {
    id: record.id,
    record,
    events,
    artifacts,
    log: (values, option) => log.log(values, option),
    text: (name, text, option) => log.text(name, text, option),
    table: (name, table, option) => log.table(name, table, option),
    note: (text) => log.note(text),
    summary: (values) => log.summary(values),
    config: (values) => log.config(values),
    defineMetric: (name, definition) => log.defineMetric(name, definition),
    logArtifact: (name, bytes, about) =>
      log.artifact({ ...about, name, bytes: bytes.length, hash: keep(bytes) }),
    use: (artifact) => log.use(artifact),
    flush: async () => undefined,
    finish: () => log.state("finished"),
    stop: (message) => log.state("stopped", message),
    fail: (message) => log.state("failed", message instanceof Error ? message.message : message),
  };
}

function makeRecord(options: MemoryRunOptions): RunRecord {
  const { experiment, config, seed, group, prediction, steps, metrics, runtime } = options;
  const createdAt = options.clock();
  const said = typeof prediction === "string" ? { text: prediction } : prediction;
  return {
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
}

/** The claim that stands for a browser: it has no host and no process that could be asked. */
export function browserClaim(record: RunRecord): Claim {
  return { format: 1, attempt: 1, claimedAt: record.createdAt, host: "browser", pid: 0, resumedFrom: 0 };
}

/** A file of a run, by its path below `runs/<id>/`. */
export type RunFile = { path: string; text: string; bytes?: never } | ArtifactFile;

interface ArtifactFile {
  path: string;
  bytes: Uint8Array;
  text?: never;
}

/** The files that the run would be in a workspace, by path below `runs/<id>/`; with its artifacts where they are given. */
export function toFiles(record: RunRecord, events: readonly RunEvent[]): { path: string; text: string }[];
export function toFiles(
  record: RunRecord,
  events: readonly RunEvent[],
  artifacts: ReadonlyMap<string, Uint8Array>,
): RunFile[];
export function toFiles(
  record: RunRecord,
  events: readonly RunEvent[],
  artifacts: ReadonlyMap<string, Uint8Array> = new Map(),
): RunFile[] {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    { path: "run.json", text: json(record) },
    { path: "attempts/1/claim.json", text: json(browserClaim(record)) },
    { path: "attempts/1/events.jsonl", text: events.map((event) => `${JSON.stringify(event)}\n`).join("") },
    ...[...artifacts].map(([hash, bytes]): ArtifactFile => {
      if (!isHash(hash))
        throw new RangeError(
          `toFiles: given an artifact under ${JSON.stringify(hash).slice(0, 80)}, needed its SHA-256 in hex`,
        );
      return { path: `artifacts/${hash}`, bytes };
    }),
  ];
}
