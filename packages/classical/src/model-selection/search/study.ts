import { Philox } from "@blankfile/tensor";
import { parameterGrid } from "./parameter-grid.ts";
import { checkSpace, type ParameterValues, type Space, sampleSpace } from "./space.ts";
import { suggest, type TpeOptions } from "./suggest.ts";

export type Sampler = "tpe" | "random" | "grid";

export interface StudyOptions extends TpeOptions {
  space: Space;
  /** "tpe" unless told; "grid" takes every combination of choices in turn. */
  sampler?: Sampler;
  /** "minimize" unless told. */
  direction?: "minimize" | "maximize";
  /** The seed; trial n draws from a stream of its own. */
  randomState?: number;
}

export interface Trial {
  /** From 0, in the order in which they were asked for. */
  readonly number: number;
  readonly params: ParameterValues;
}

/** A trial with what came of it: a value, or null where it failed. */
export interface FinishedTrial extends Trial {
  readonly value: number | null;
}

/**
 * A search that is asked for parameters and told what they gave, in any order and by anybody who holds its trials.
 *
 * Trial n follows from the options and the trials told when it is asked for, so that a study that is told the same trials again goes on as if
 * it had never stopped: `study.restore(trials)` with the trials as a file kept them, or `openStudy` of @blankfile/classical/node.
 */
export class Study {
  readonly options: Required<Omit<StudyOptions, keyof TpeOptions>> & TpeOptions;
  readonly #sign: 1 | -1;
  readonly #finished = new Map<number, FinishedTrial>();
  readonly #asked = new Map<number, Trial>();
  #next = 0;

  constructor({ sampler = "tpe", direction = "minimize", randomState = 0, ...rest }: StudyOptions) {
    checkSpace("Study", rest.space);
    requireOneOf("sampler", sampler, ["tpe", "random", "grid"]);
    requireOneOf("direction", direction, ["minimize", "maximize"]);
    this.options = { sampler, direction, randomState, ...rest };
    this.#sign = direction === "minimize" ? 1 : -1;
    if (sampler === "grid") this.gridSize();
  }

  /** Trials that were told, by number. */
  get trials(): FinishedTrial[] {
    return [...this.#finished.values()].sort((a, b) => a.number - b.number);
  }

  /** The best of those with a value, the first of equals. */
  get best(): (FinishedTrial & { value: number }) | undefined {
    let best: (FinishedTrial & { value: number }) | undefined;
    for (const trial of this.trials) {
      if (trial.value === null || Number.isNaN(trial.value)) continue;
      if (!best || this.#sign * trial.value < this.#sign * best.value)
        best = { ...trial, value: trial.value };
    }
    return best;
  }

  /** The next trial; undefined where a grid is through. */
  ask(): Trial | undefined {
    const number = this.#next;
    const params = this.#params(number);
    if (!params) return undefined;
    this.#next++;
    const trial = { number, params };
    this.#asked.set(number, trial);
    return trial;
  }

  /** What a trial gave; null where it failed. A trial is told once. */
  tell(number: number, value: number | null): FinishedTrial {
    const trial = this.#asked.get(number);
    if (!trial || this.#finished.has(number)) {
      throw new RangeError(
        `Study.tell: trial ${number}, ${trial ? "which was told before; each" : "which was never asked for; one that was"} is needed${trial ? " to be told once" : ""}`,
      );
    }
    if (value !== null && typeof value !== "number")
      throw new TypeError(
        `Study.tell: ${JSON.stringify(value)} of trial ${number}, a number, or null for a failure, is needed`,
      );
    const finished = { ...trial, value };
    this.#finished.set(number, finished);
    return finished;
  }

  /** Takes trials that were told before this study was made. Later trials have numbers after them. */
  restore(trials: readonly FinishedTrial[]): this {
    for (const { number, params, value } of trials) {
      if (!Number.isInteger(number) || number < 0 || this.#asked.has(number))
        throw new RangeError(
          `Study.restore: trial ${number} twice or without a number, each number once is needed`,
        );
      this.#asked.set(number, { number, params });
      this.#finished.set(number, { number, params, value });
      this.#next = Math.max(this.#next, number + 1);
    }
    return this;
  }

  /** Asks, runs and tells until there have been `trials` in all; `run` may throw, which is a failed trial if `failures` allows it. */
  async optimize(
    run: (params: ParameterValues, trial: Trial) => number | Promise<number>,
    {
      trials,
      signal,
      onProgress,
      failures = "throw",
    }: {
      trials: number;
      signal?: AbortSignal;
      onProgress?: (done: number, total: number, best: number | undefined) => void;
      failures?: "throw" | "record";
    },
  ): Promise<this> {
    while (this.#finished.size < trials) {
      signal?.throwIfAborted();
      const trial = this.ask();
      if (!trial) break;
      let value: number | null = null;
      try {
        value = await run(trial.params, trial);
      } catch (reason) {
        if (failures === "throw") throw reason;
      }
      this.tell(trial.number, value);
      onProgress?.(this.#finished.size, trials, this.best?.value);
    }
    return this;
  }

  /** How many combinations the grid has. */
  gridSize(): number {
    return this.#grid().length;
  }

  #params(number: number): ParameterValues | undefined {
    const { sampler, space, randomState } = this.options;
    if (sampler === "grid") return this.#grid()[number];
    const rng = new Philox(randomState).fork(number);
    if (sampler === "random") return sampleSpace(space, rng);
    const told = this.trials
      .filter((trial): trial is FinishedTrial & { value: number } => trial.value !== null)
      .map(({ params, value }) => ({ params, value: this.#sign * value }));
    return suggest(space, told, rng, this.options);
  }

  #grid(): ParameterValues[] {
    const lists = Object.entries(this.options.space).map(([name, domain]) => {
      if (domain.kind === "categorical") return [name, domain.choices] as const;
      if (domain.kind === "int" && domain.high - domain.low < 1000)
        return [
          name,
          Array.from({ length: domain.high - domain.low + 1 }, (_, i) => domain.low + i),
        ] as const;
      throw new RangeError(
        `Study: ${name} is ${JSON.stringify(domain)}, choices or few whole numbers are needed for a grid`,
      );
    });
    return parameterGrid(Object.fromEntries(lists));
  }
}

function requireOneOf(what: string, value: string, words: readonly string[]): void {
  if (words.includes(value)) return;
  throw new RangeError(
    `Study: ${what} is ${JSON.stringify(value)}, one of ${words.map((word) => JSON.stringify(word)).join(", ")} is needed`,
  );
}
