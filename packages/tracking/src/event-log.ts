import { markNonFinite } from "./non-finite.ts";
import type { ConfigValue, NonFinite, RunEvent } from "./run.ts";

export interface StepOption {
  /** The step that this belongs to; one after the last one where it is not given. */
  step?: number;
}

export interface Table {
  columns: string[];
  rows: ConfigValue[][];
}

/** Turns what a training says into the numbered events of one attempt. The file writer and the browser share it. */
export class EventLog {
  /** Steps of an attempt that resumes begin behind this one. */
  readonly #clock: () => number;
  readonly #emit: (event: RunEvent) => void;
  #seq = 0;
  #step: number;
  #ended = false;

  constructor(options: { clock: () => number; emit: (event: RunEvent) => void; resumedFrom?: number }) {
    this.#clock = options.clock;
    this.#emit = options.emit;
    this.#step = options.resumedFrom ?? 0;
  }

  get ended(): boolean {
    return this.#ended;
  }

  log(values: Record<string, number>, option: StepOption = {}): void {
    const marked: Record<string, number | NonFinite> = {};
    for (const [key, value] of Object.entries(values)) {
      checkName("log", key);
      if (typeof value !== "number")
        throw new TypeError(
          `log: ${key} is ${JSON.stringify(value)}, needed a number; other kinds go to summary, text or table`,
        );
      marked[key] = markNonFinite(value);
    }
    this.#write({ kind: "metrics", step: this.#stepOf("log", option), values: marked });
  }

  text(name: string, text: string, option: StepOption = {}): void {
    checkName("text", name);
    this.#write({ kind: "text", step: this.#currentStep("text", option), name, text });
  }

  table(name: string, table: Table, option: StepOption = {}): void {
    checkName("table", name);
    const wrong = table.rows.findIndex((row) => row.length !== table.columns.length);
    if (wrong !== -1)
      throw new RangeError(
        `table ${name}: row ${wrong} has ${table.rows[wrong]!.length} cells, needed ${table.columns.length}, one a column`,
      );
    this.#write({ kind: "table", step: this.#currentStep("table", option), name, ...table });
  }

  note(text: string): void {
    this.#write({ kind: "note", text });
  }

  summary(values: Record<string, ConfigValue>): void {
    const marked: Record<string, ConfigValue> = {};
    for (const [key, value] of Object.entries(values)) {
      checkName("summary", key);
      marked[key] = typeof value === "number" ? markNonFinite(value) : value;
    }
    this.#write({ kind: "summary", values: marked });
  }

  state(state: "running" | "finished" | "failed", message?: string): void {
    this.#write({ kind: "state", state, ...(message !== undefined && { message }) });
    this.#ended = state !== "running";
  }

  #write(body: DistributiveOmit<RunEvent, "seq" | "at">): void {
    if (this.#ended)
      throw new Error(
        `run: given a ${body.kind} event after the run ended, needed before finish() or fail()`,
      );
    this.#seq += 1;
    this.#emit({ seq: this.#seq, at: this.#clock(), ...body });
  }

  #stepOf(where: string, { step }: StepOption): number {
    const value = step ?? this.#step + 1;
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${where}: given step ${value}, needed a whole number from 0`);
    this.#step = Math.max(this.#step, value);
    return value;
  }

  /** Texts and tables belong to the step that was logged last. */
  #currentStep(where: string, { step }: StepOption): number {
    return this.#stepOf(where, { step: step ?? this.#step });
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function checkName(where: string, name: string): void {
  if (name === "" || name.length > 200 || name === "__proto__")
    throw new RangeError(
      `${where}: given the name ${JSON.stringify(name.slice(0, 50))}, needed 1 to 200 characters`,
    );
}
