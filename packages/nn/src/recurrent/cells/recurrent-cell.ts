import { type DType, type Philox, type Tensor, zeros } from "@blankfile/tensor";
import { checkInput } from "../../layers/check-input.ts";
import { checkSizes } from "../../layers/check-sizes.ts";
import { linearMap } from "../../layers/linear-map.ts";
import { Module } from "../../module/module.ts";
import type { Parameter } from "../../module/parameter.ts";
import { recurrentWeights } from "../recurrent-weights.ts";
import { gatesOf, type Transition } from "../transitions/transition.ts";

export interface CellOptions {
  rng: Philox;
  /** Whether there are b_ih and b_hh; true unless told. */
  bias?: boolean;
  dtype?: DType;
}

/** One step of a recurrent network, with its own weights: x [B, F] or [F], the state [B, H] or [H]. */
export abstract class RecurrentCell<State> extends Module<[Tensor, State?], State> {
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** W_ih, [gates · H, F]. */
  readonly weightIh: Parameter;
  /** W_hh, [gates · H, H]. */
  readonly weightHh: Parameter;
  /** b_ih, [gates · H]; null without bias. */
  readonly biasIh: Parameter | null;
  /** b_hh, [gates · H]; null without bias. */
  readonly biasHh: Parameter | null;
  readonly #transition: Transition;

  constructor(inputSize: number, hiddenSize: number, options: CellOptions, transition: Transition) {
    super();
    const { rng, bias = true, dtype = "float32" } = options;
    checkSizes(this.constructor.name, { inputSize, hiddenSize });
    const sizes = { inputSize, hiddenSize, gates: transition.gates };
    const weights = recurrentWeights(sizes, { rng, bias, dtype });
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.weightIh = weights.weightIh;
    this.weightHh = weights.weightHh;
    this.biasIh = weights.biasIh;
    this.biasHh = weights.biasHh;
    this.#transition = transition;
  }

  /** The state after a step from the given one, or from zeros. */
  protected step(x: Tensor, given: readonly Tensor[] | null): Tensor[] {
    checkInput(this.constructor.name, x, this.weightIh);
    const { gates, states } = this.#transition;
    if (x.ndim < 1 || x.ndim > 2 || x.shape.at(-1) !== this.inputSize) {
      throw new RangeError(
        `${this.constructor.name}: input [${x.shape.join(", ")}], [B, ${this.inputSize}] or [${this.inputSize}] is needed`,
      );
    }
    const shape = [...x.shape.slice(0, -1), this.hiddenSize];
    const wrong = given?.find((part) => String(part.shape) !== String(shape));
    if (wrong) {
      throw new RangeError(
        `${this.constructor.name}: a state [${wrong.shape.join(", ")}] for input [${x.shape.join(", ")}], [${shape.join(", ")}] is needed`,
      );
    }
    const before =
      given ?? Array.from({ length: states }, () => zeros(shape, { dtype: this.weightIh.dtype }));
    const fromX = gatesOf(linearMap(x, this.weightIh, this.biasIh), gates);
    const fromH = gatesOf(linearMap(before[0]!, this.weightHh, this.biasHh), gates);
    return this.#transition.step(fromX, fromH, before).after;
  }
}
