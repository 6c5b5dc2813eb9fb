import type { Point } from "../metrics.ts";

/** Which metric is waited for, and for how many of its values: "test/loss:5". */
export interface PatienceOptions {
  metric: string;
  /** Values without a better one after which no more are waited for. */
  values: number;
  goal: "minimize" | "maximize";
}

/**
 * Early stopping: `isOver` once the last `values` values of a metric brought none that is better than the best before them. It depends on
 * the values alone, so that a run stops at the same step wherever it is run, and after a resume.
 * Prechelt 1998, https://doi.org/10.1007/3-540-49430-8_3 (his "UP" criterion in its common form).
 */
export class Patience {
  readonly #options: PatienceOptions;
  #best = Number.POSITIVE_INFINITY;
  #since = 0;

  constructor(options: PatienceOptions, earlier: readonly Pick<Point, "value">[] = []) {
    this.#options = options;
    for (const { value } of earlier) this.#add(Number(value));
  }

  get isOver(): boolean {
    return this.#since >= this.#options.values;
  }

  see(values: Readonly<Record<string, number>>): void {
    const value = values[this.#options.metric];
    if (value !== undefined) this.#add(value);
  }

  #add(value: number): void {
    const cost = this.#options.goal === "minimize" ? value : -value;
    if (cost < this.#best) [this.#best, this.#since] = [cost, 0];
    else this.#since += 1; // So does a NaN.
  }
}

/** Reads "test/loss:5"; undefined where it is none. */
export function readPatience(text: string): { metric: string; values: number } | undefined {
  const [, metric, values] = /^(.+):([1-9]\d*)$/.exec(text) ?? [];
  return metric === undefined ? undefined : { metric, values: Number(values) };
}
