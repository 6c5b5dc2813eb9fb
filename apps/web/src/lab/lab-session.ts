import type { Lab, Parameters, Values, View } from "@blankfile/curriculum/lab";
import { labRandom } from "./lab-random.ts";

/** A lab whose state nobody looks into: what the player, the worker and an ejected file have to do with. */
export type AnyLab = Lab<unknown, Parameters>;
export type AnyValues = Record<string, string | number | boolean>;

/** What the page shows of a state. */
export interface Frame {
  step: number;
  finished: boolean;
  views: View[];
  summary: string;
  table: { columns: string[]; rows: (string | number)[][] };
  /** Whether the lab has drawn a random number yet: only then does the seed matter. */
  random: boolean;
  /** The option that the run bore out, once it is known. */
  outcome?: string;
}

/** One pass through a lab: parameters and a seed decide all of it. */
export class LabSession {
  readonly #lab: AnyLab;
  readonly #values: Values<Parameters>;
  readonly #random: ReturnType<typeof labRandom>;
  #state: unknown;
  #outcome: string | undefined;
  /** Metrics after each step, where the lab has some. */
  readonly metrics: { step: number; values: Record<string, number> }[] = [];
  count = 0;

  constructor(lab: AnyLab, values: AnyValues, seed: number) {
    this.#lab = lab;
    this.#values = values as Values<Parameters>;
    this.#random = labRandom(seed);
    this.#state = lab.init(this.#values, this.#random);
    this.#observe();
  }

  get finished(): boolean {
    return this.#lab.finished(this.#state, this.#values);
  }

  /** Steps at most `n` times, and not past the end. */
  step(n = 1): void {
    for (let i = 0; i < n && !this.finished; i++) {
      this.#state = this.#lab.step(this.#state, this.#values, this.#random);
      this.count++;
      this.#observe();
    }
  }

  frame(): Frame {
    const { views, summary, table } = this.#lab;
    return {
      step: this.count,
      finished: this.finished,
      views: views(this.#state, this.#values),
      summary: summary(this.#state, this.#values),
      table: table(this.#state, this.#values),
      random: this.#random.used(),
      ...(this.#outcome !== undefined && { outcome: this.#outcome }),
    };
  }

  /** What a clock tells of this state; nothing changes. */
  measure(now: () => number): View[] {
    return this.#lab.measure?.views(this.#state, this.#values, now) ?? [];
  }

  #observe(): void {
    const { prediction, metrics } = this.#lab;
    if (metrics) this.metrics.push({ step: this.count, values: metrics(this.#state, this.#values) });
    if (prediction && this.#outcome === undefined && (this.count >= prediction.afterSteps || this.finished))
      this.#outcome = prediction.outcome(this.#state, this.#values);
  }
}
