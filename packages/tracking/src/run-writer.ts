import type { ArtifactInfo, StepOption, Table, UsedArtifact } from "./event-log.ts";
import type { ConfigValue, MetricDefinition, RunRecord } from "./run.ts";
import type { Value } from "./values/value.ts";

/** What a training says to its run, the same in Node and in a browser's worker. None of the calls waits for a disk. */
export interface RunWriter {
  readonly id: string;
  readonly record: RunRecord;
  /** Numbers and values of one step, one after the last where none is given. All of them, or none where one is refused. */
  log(values: Record<string, number | Value>, option?: StepOption): void;
  text(name: string, text: string, option?: StepOption): void;
  table(name: string, table: Table, option?: StepOption): void;
  note(text: string): void;
  /** Final figures; later ones override earlier ones key by key. */
  summary(values: Record<string, ConfigValue>): void;
  /** Adds to the configuration what was found on the way. What the run began with cannot be changed. */
  config(values: Record<string, ConfigValue>): void;
  /** How a metric is to be read; `val/*` stands for all that begin so. */
  defineMetric(name: string, definition: MetricDefinition): void;
  /** Keeps bytes that the run made, under their SHA-256, and says so. */
  logArtifact(name: string, bytes: Uint8Array, about?: Omit<ArtifactInfo, "name" | "hash" | "bytes">): void;
  /** Says that the run works with an artifact. */
  use(artifact: UsedArtifact): void;
  /** Resolves once everything so far is safe. */
  flush(): Promise<void>;
  finish(): void | Promise<void>;
  /** Ends it early on purpose. */
  stop(message: string): void | Promise<void>;
  fail(message: string | Error): void | Promise<void>;
}
