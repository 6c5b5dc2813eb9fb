import path from "node:path";
import {
  type ArtifactInfo,
  checkName,
  EventLog,
  type StepOption,
  type Table,
  type UsedArtifact,
} from "../event-log.ts";
import type { Claim, ConfigValue, MetricDefinition, RunRecord } from "../run.ts";
import type { RunWriter } from "../run-writer.ts";
import type { Value } from "../values/value.ts";
import { artifactNamed } from "./artifact-named.ts";
import { ArtifactStore } from "./artifact-store.ts";
import { copyArtifact } from "./copy-artifact.ts";
import { EventFile, type EventFileOptions } from "./event-file.ts";
import { Pressure } from "./pressure.ts";
import { SystemMetrics } from "./system-metrics.ts";

export interface RunOptions extends EventFileOptions {
  clock: () => number;
  /** How often CPU and memory of the process are noted; 10,000 ms unless told, 0 for never. */
  systemMs?: number;
  /** More waiting bytes than this are told; 64 MiB unless told. */
  pressureBytes?: number;
  /** Told each time that the limit is passed: the training makes more than the disk takes. Nothing is dropped. */
  onPressure?: (waitingBytes: number) => void;
}

type AboutArtifact = Omit<ArtifactInfo, "name" | "hash" | "bytes">;

/** A run that this process writes. Made by `init` and `resume`. */
export class Run implements RunWriter {
  readonly record: RunRecord;
  readonly attempt: number;
  /** `<workspace>/runs/<id>`. */
  readonly folder: string;
  readonly #events: EventLog;
  readonly #file: EventFile;
  readonly #artifacts: ArtifactStore;
  /** Files that are being copied into the run. */
  readonly #copies = new Set<Promise<void>>();
  readonly #pressure: Pressure;
  readonly #system: SystemMetrics;
  readonly #watchers: ((values: Readonly<Record<string, number>>) => void)[] = [];

  constructor(folder: string, record: RunRecord, claim: Claim, options: RunOptions) {
    this.record = record;
    this.folder = folder;
    this.attempt = claim.attempt;
    this.#pressure = new Pressure(options);
    this.#artifacts = new ArtifactStore(folder, options);
    this.#file = new EventFile(path.join(folder, "attempts", String(claim.attempt), "events.jsonl"), options);
    this.#events = new EventLog({
      clock: options.clock,
      resumedFrom: claim.resumedFrom,
      config: record.config,
      keep: (bytes) => this.#artifacts.keep(bytes),
      emit: (event) => {
        // The values of a metrics event are a copy; anything else may be changed by who logged it.
        this.#file.append(event.kind === "metrics" ? event : JSON.stringify(event));
        this.#pressure.see(this.waitingBytes);
      },
    });
    this.#events.state("running");
    this.#system = new SystemMetrics((values) => this.#events.system(values), options.systemMs);
    openRuns.add(this);
    listenForExit();
  }

  get id(): string {
    return this.record.id;
  }

  /** The highest step that was logged, by this attempt or those that it goes on from. */
  get step(): number {
    return this.#events.step;
  }

  /** What the disk has not taken yet: a few kB usually; more means that the training makes more than it takes. */
  get waitingBytes(): number {
    return this.#file.waitingBytes + this.#artifacts.waitingBytes;
  }

  /** Calls `seen` with whatever is logged from now on. */
  watch(seen: (values: Readonly<Record<string, number>>) => void): void {
    this.#watchers.push(seen);
  }

  /** Remembers what belongs to one step. Never waits for the disk: it counts once it is flushed, 200 ms later at most. */
  log(values: Record<string, number | Value>, option: StepOption = {}): void {
    this.#events.log(values, option);
    this.#system.poll();
    if (this.#watchers.length === 0) return;
    const numbers = Object.entries(values).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number",
    );
    for (const seen of this.#watchers) seen(Object.fromEntries(numbers));
  }

  text(name: string, text: string, option: StepOption = {}): void {
    this.#events.text(name, text, option);
  }

  table(name: string, table: Table, option: StepOption = {}): void {
    this.#events.table(name, table, option);
  }

  note(text: string): void {
    this.#events.note(text);
  }

  /** Final figures; later ones override earlier ones key by key. */
  summary(values: Record<string, ConfigValue>): void {
    this.#events.summary(values);
  }

  config(values: Record<string, ConfigValue>): void {
    this.#events.config(values);
  }

  defineMetric(name: string, definition: MetricDefinition): void {
    this.#events.defineMetric(name, definition);
  }

  /**
   * Keeps bytes, or the file at `path`, under their SHA-256. A file is copied while the training goes on, a piece at a time; the promise
   * resolves once it is there, and `flush` and `finish` wait for it.
   */
  logArtifact(name: string, bytes: Uint8Array, about?: AboutArtifact): void;
  logArtifact(name: string, file: { path: string }, about?: AboutArtifact): Promise<void>;
  logArtifact(
    name: string,
    source: Uint8Array | { path: string },
    about: AboutArtifact = {},
  ): void | Promise<void> {
    if (source instanceof Uint8Array) {
      this.#events.artifact({ ...about, name, bytes: source.length, hash: this.#artifacts.keep(source) });
      return;
    }
    checkName("logArtifact", name);
    const step = about.step ?? this.#events.step;
    const copy = copyArtifact(this.folder, source.path).then((copied) =>
      this.#events.artifact({ ...about, step, name, ...copied }),
    );
    this.#copies.add(copy);
    const answer = new Watched<void>((resolve, reject) => copy.then(resolve, reject));
    // Who does not wait for it hears of a failure from `flush` or `finish`.
    answer.seen(
      () => this.#copies.delete(copy),
      () => answer.isWaitedFor && this.#copies.delete(copy),
    );
    return answer;
  }

  /** Says that the run works with an artifact: by its SHA-256, or as "<run>:<name>" of the same workspace, which means the last of that name. */
  use(artifact: UsedArtifact | string): void {
    const workspace = path.dirname(path.dirname(this.folder));
    this.#events.use(typeof artifact === "string" ? artifactNamed(workspace, artifact) : artifact);
  }

  /** Resolves once everything logged so far is on disk; rejects with a RunProblem where it is not, and keeps it. */
  async flush(): Promise<void> {
    await this.#copied();
    if (this.#artifacts.waitingBytes > 0) await this.#artifacts.flush();
    await this.#file.flush();
  }

  /** Waits for files that are being copied; a failure is told once. */
  async #copied(): Promise<void> {
    for (const copy of [...this.#copies]) {
      try {
        await copy;
      } finally {
        this.#copies.delete(copy);
      }
    }
  }

  /** Ends the run. May be called again after a rejection: nothing is written twice. */
  async finish(): Promise<void> {
    await this.#end("finished");
  }

  /** Ends this attempt on purpose: the next one goes on from the last checkpoint. */
  async stop(message: string): Promise<void> {
    await this.#end("stopped", message);
  }

  async fail(message: string | Error): Promise<void> {
    await this.#end("failed", message instanceof Error ? message.message : message);
  }

  async #end(state: "finished" | "stopped" | "failed", message?: string): Promise<void> {
    try {
      await this.#copied();
    } catch (error) {
      // What ends early has its own reason; the missing file is noted beside it.
      if (state === "finished" || this.#events.ended) throw error;
      this.note((error as Error).message);
    }
    this.#system.stop();
    if (!this.#events.ended) this.#events.state(state, message);
    await this.#artifacts.flush();
    this.#artifacts.close();
    await this.#file.close();
    openRuns.delete(this);
  }

  /** The process ends without `finish`: what is in memory goes to disk, with the reason. */
  endWithProcess(code: number): void {
    if (!this.#events.ended)
      this.#events.state("failed", `the process ended with code ${code} before the run was finished`);
    try {
      this.#artifacts.flushSync();
    } catch {
      // The disk refuses, which was told before; the events below say what is missing.
    }
    this.#file.flushSync();
  }
}

/** A promise that knows whether somebody waits for it. */
class Watched<T> extends Promise<T> {
  isWaitedFor = false;

  static override get [Symbol.species]() {
    return Promise;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, and watches who waits.
  override then<A = T, B = never>(
    resolved?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.isWaitedFor = true;
    return super.then(resolved, rejected);
  }

  /** The same, and does not count as waiting. */
  seen(resolved: () => void, rejected: () => void): void {
    void super.then(resolved, rejected);
  }
}

const openRuns = new Set<Run>();
let listening = false;

function listenForExit(): void {
  if (listening) return;
  listening = true;
  process.on("exit", (code) => {
    for (const run of openRuns) run.endWithProcess(code);
  });
}
