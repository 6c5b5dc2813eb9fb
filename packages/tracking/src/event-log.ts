import { isObject, wrongDefinition } from "./check-record.ts";
import { longestLine } from "./event-line.ts";
import { mostNames } from "./metrics.ts";
import { markNonFinite } from "./non-finite.ts";
import { plainValue } from "./plain-value.ts";
import { redactionNote, redactValue } from "./redact.ts";
import type { ConfigValue, MetricDefinition, NonFinite, RunEvent, StateEvent } from "./run.ts";
import { isHash } from "./values/image.ts";
import { type KeepBytes, Keeper } from "./values/keeper.ts";
import type { Value } from "./values/value.ts";

export interface StepOption {
  /** The step that this belongs to; one after the last one where it is not given. */
  step?: number;
}

export interface Table {
  columns: string[];
  rows: ConfigValue[][];
}

/** What is said of bytes that the run made. */
export interface ArtifactInfo extends StepOption {
  name: string;
  /** "file" unless told. */
  type?: string;
  hash: string;
  bytes: number;
  mediaType?: string;
  meta?: Record<string, ConfigValue>;
}

/** Another run's artifact, or a file that came from elsewhere. */
export interface UsedArtifact {
  hash: string;
  run?: string;
  name?: string;
}

export interface EventLogOptions {
  clock: () => number;
  emit: (event: RunEvent) => void;
  /** Keeps bytes that are too many for an event; returns their SHA-256. */
  keep: KeepBytes;
  /** Steps of an attempt that resumes begin behind this one. */
  resumedFrom?: number;
  /** What `run.json` says, which `config` cannot change. */
  config?: Record<string, ConfigValue>;
}

/** Turns what a training says into the numbered events of one attempt. The file writer and the browser share it. */
export class EventLog {
  readonly #clock: () => number;
  readonly #emit: (event: RunEvent) => void;
  readonly #keeper: Keeper;
  readonly #config: Record<string, ConfigValue>;
  readonly #names = new Set<string>();
  #seq = 0;
  #step: number;
  #ended = false;

  constructor(options: EventLogOptions) {
    this.#clock = options.clock;
    this.#emit = options.emit;
    this.#keeper = new Keeper(options.keep);
    this.#step = options.resumedFrom ?? 0;
    this.#config = { ...options.config };
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The highest step so far, that from which the attempt resumed included. */
  get step(): number {
    return this.#step;
  }

  /** All of the values, or none where one is refused. */
  log(values: Record<string, number | Value>, option: StepOption = {}): void {
    if (!isObject(values))
      throw new TypeError(`log: given ${kindOf(values)}, needed an object of names and values`);
    const copy = { ...values };
    if (this.#isUsual(copy))
      this.#write({ kind: "metrics", step: this.#stepOf("log", option), values: copy });
    else this.#logChecked(copy, option);
  }

  /** Whether all are finite numbers under names that were seen before: a training logs little else, at every step. */
  #isUsual(values: Record<string, number | Value>): values is Record<string, number> {
    for (const key in values) if (!this.#names.has(key) || !Number.isFinite(values[key])) return false;
    return true;
  }

  #logChecked(values: Record<string, number | Value>, option: StepOption): void {
    const numbers: Record<string, number | NonFinite> = {};
    const others: [string, Value][] = [];
    const entries = Object.entries(values);
    if (entries.length > mostNames) throw tooMany(entries.at(-1)![0], entries.length);
    for (const [key, value] of entries) {
      if (!this.#names.has(key)) checkName("log", key);
      if (typeof value === "number") numbers[key] = markNonFinite(value);
      else others.push([key, this.#keeper.check(`log: ${key}`, value)]);
    }
    this.#addNames(Object.keys(numbers));
    const step = this.#stepOf("log", option);
    if (others.length < entries.length || entries.length === 0)
      this.#write({ kind: "metrics", step, values: numbers });
    for (const [name, value] of others) this.#write({ ...this.#keeper.event(name, value), step });
  }

  text(name: string, text: string, option: StepOption = {}): void {
    checkName("text", name);
    this.#keeper.check(`text: ${name}`, { type: "text", text });
    const step = this.#currentStep("text", option);
    this.#write({ ...this.#keeper.event(name, { type: "text", text }), step });
  }

  table(name: string, { columns, rows }: Table, option: StepOption = {}): void {
    checkName("table", name);
    const value = this.#keeper.check(`table ${name}`, { type: "table", columns, rows } as Value);
    const step = this.#currentStep("table", option);
    this.#write({ ...this.#keeper.event(name, value), step });
  }

  note(text: string): void {
    if (typeof text !== "string") throw new TypeError(`note: given ${typeof text}, needed a text`);
    this.#write({ kind: "note", text });
  }

  summary(values: Record<string, ConfigValue>): void {
    this.#write({ kind: "summary", values: named("summary", values) });
  }

  /** Adds to the configuration. What the run began with stays: it is what made the numbers so far. */
  config(values: Record<string, ConfigValue>): void {
    const { value: added, found } = redactValue(named("config", values), "config");
    const note = redactionNote(found);
    for (const [key, value] of Object.entries(added)) {
      const there = Object.hasOwn(this.#config, key) ? JSON.stringify(this.#config[key]) : undefined;
      if (there !== undefined && there !== JSON.stringify(value))
        throw new RangeError(
          `config: given ${key} = ${JSON.stringify(value)}, it has been ${there} so far; needed another name, or a new run`,
        );
    }
    Object.assign(this.#config, added);
    this.#write({ kind: "config", values: added });
    if (note !== undefined) this.note(note);
  }

  defineMetric(name: string, definition: MetricDefinition): void {
    checkName("defineMetric", name);
    const unknown = Object.keys(definition).find((field) => !definitionFields.includes(field));
    const reason =
      unknown === undefined
        ? wrongDefinition(definition)
        : `given ${JSON.stringify(unknown)}, needed ${definitionFields.join(", ")}`;
    if (reason !== undefined) throw new RangeError(`defineMetric: ${name}: ${reason}`);
    this.#write({ kind: "define", name, definition: { ...definition } });
  }

  artifact({ name, type = "file", hash, bytes, mediaType, meta, ...option }: ArtifactInfo): void {
    checkName("artifact", name);
    checkName("artifact type", type);
    const step = this.#currentStep("artifact", option);
    this.#write({
      kind: "artifact",
      step,
      name,
      type,
      hash,
      bytes,
      ...(mediaType !== undefined && { mediaType }),
      ...(meta && { meta: named("artifact", meta) }),
    });
  }

  use({ hash, run, name }: UsedArtifact): void {
    if (!isHash(hash)) throw new RangeError(`use: given ${JSON.stringify(hash)}, needed a SHA-256 in hex`);
    this.#write({
      kind: "use",
      hash,
      ...(run !== undefined && { run }),
      ...(name !== undefined && { name }),
    });
  }

  system(values: Record<string, number>): void {
    this.#write({ kind: "system", values });
  }

  state(state: StateEvent["state"], message?: string): void {
    // The end of a run is never refused: a message that is a whole log is cut off.
    this.#write({
      kind: "state",
      state,
      ...(message !== undefined && { message: message.slice(0, 100_000) }),
    });
    this.#ended = state !== "running";
  }

  #write(body: DistributiveOmit<RunEvent, "seq" | "at">): void {
    if (this.#ended)
      throw new Error(
        `run: given a ${body.kind} event after the run ended, needed before finish() or fail()`,
      );
    const size = unbounded.has(body.kind) ? 3 * JSON.stringify(body).length : 0; // A character has three bytes at most.
    if (size > longestLine)
      throw new RangeError(
        `${body.kind}: given about ${Math.ceil(size / 3e6)} MB in one event, needed at most ${Math.floor(longestLine / 3e6)}; keep it as an artifact`,
      );
    this.#seq += 1;
    this.#emit({ seq: this.#seq, at: this.#clock(), ...body });
  }

  #addNames(keys: string[]): void {
    const added = keys.filter((key) => !this.#names.has(key));
    if (this.#names.size + added.length > mostNames)
      throw tooMany(added.at(-1)!, this.#names.size + added.length);
    for (const key of added) this.#names.add(key);
  }

  #stepOf(where: string, option: StepOption): number {
    const { step } = option;
    if (typeof option !== "object")
      throw new TypeError(
        `${where}: given ${kindOf(option)} as options, needed { step: ${option} } or nothing`,
      );
    for (const name in option)
      if (name !== "step")
        throw new RangeError(`${where}: given the option ${JSON.stringify(name)}, needed step`);
    const value = step ?? this.#step + 1;
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${where}: given step ${value}, needed a whole number from 0`);
    this.#step = Math.max(this.#step, value);
    return value;
  }

  /** Texts, tables and artifacts belong to the step that was logged last. */
  #currentStep(where: string, { step }: StepOption): number {
    return this.#stepOf(where, { step: step ?? this.#step });
  }
}

const definitionFields = ["goal", "unit", "summary", "stepMetric"];

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : `${typeof value} ${String(value)}`;
}

/** Kinds whose size nothing else bounds; what is read has an end, so what is written must have one. */
const unbounded: ReadonlySet<RunEvent["kind"]> = new Set(["note", "summary", "config", "artifact"]);

function tooMany(name: string, count: number): RangeError {
  return new RangeError(
    `log: ${JSON.stringify(name)} would be metric ${count} of the run, needed at most ${mostNames}; put an index into a table, a histogram or a curve`,
  );
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function named(where: string, values: Record<string, ConfigValue>): Record<string, ConfigValue> {
  const copy: Record<string, ConfigValue> = {};
  for (const [key, value] of Object.entries(values)) {
    checkName(where, key);
    copy[key] = plainValue(`${where}: ${key}`, value);
  }
  return copy;
}

/** Names reach pages, file names of exports and terminals: no control characters, and no path that leads out. */
export function checkName(where: string, name: string): void {
  const isWrong =
    typeof name !== "string" ||
    name === "" ||
    name.length > 200 ||
    name === "__proto__" ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    /[\u0000-\u001f\u007f]/.test(name) ||
    name.startsWith("/") ||
    name.split(/[/\\]/).includes("..");
  if (isWrong)
    throw new RangeError(
      `${where}: given the name ${JSON.stringify(String(name).slice(0, 50))}, needed 1 to 200 characters without control characters, a leading / or ..`,
    );
}
