import {
  amax,
  cat,
  customFunction,
  eagerly,
  isCompiling,
  noGrad,
  type Tensor,
  where,
  zeros,
} from "@blankfile/tensor";
import type { StateDict } from "../module/state.ts";
import { type FormatName, formats } from "./formats.ts";
import { roundTo } from "./round-to.ts";

export interface Fp8ScalingOptions {
  /** How many steps the largest magnitudes are remembered. */
  historyLength?: number;
  /** Powers of two left free above the largest magnitude remembered. */
  margin?: number;
}

/**
 * Numbers of 8 bits for `autocast`: inputs and weights in e4m3, gradients in e5m2, each tensor scaled so that its largest magnitude of the
 * last steps is the format's largest number.
 *
 *   s = largest / (2^margin · max(amax_{t−1} … amax_{t−H})),   y = round(s x) / s, saturating
 *
 * The scale comes from steps before: that of the first step is 1. A tensor that outgrows its history saturates once.
 * Micikevicius et al. 2022, https://arxiv.org/abs/2209.05433, section 3: one scaling factor for each tensor.
 */
export class Fp8Scaling {
  readonly historyLength: number;
  readonly margin: number;
  /** The largest magnitudes of each tensor, by the path of its module and its place there, the latest first. */
  readonly #histories = new Map<string, Tensor>();

  constructor({ historyLength = 16, margin = 0 }: Fp8ScalingOptions = {}) {
    if (!Number.isInteger(historyLength) || historyLength < 1)
      throw new RangeError(`Fp8Scaling: historyLength ${historyLength}, a whole number from 1 is needed`);
    if (!Number.isInteger(margin))
      throw new RangeError(`Fp8Scaling: margin ${margin}, a whole number is needed`);
    this.historyLength = historyLength;
    this.margin = margin;
  }

  readonly input = (x: Tensor, name: string): Tensor => this.#forward(x, name);
  readonly weight = (x: Tensor, name: string): Tensor => this.#forward(x, name);

  /** The output as it is; its gradient in e5m2. */
  readonly output = (x: Tensor, name: string): Tensor =>
    customFunction({
      name: "fp8",
      forward: (y: Tensor) => y,
      backward: (g) => [this.#round(g, `${name}.gradient`, "float8_e5m2")],
    })(x);

  #forward(x: Tensor, name: string): Tensor {
    return customFunction({
      name: "fp8",
      forward: (y: Tensor) => this.#round(y, name, "float8_e4m3fn"),
      backward: (g) => [g],
    })(x);
  }

  #round(x: Tensor, name: string, format: FormatName): Tensor {
    if (x.numel() === 0) return x;
    return noGrad(() => {
      const history = this.#historyOf(name);
      const before = amax(history);
      const known = before.gt(0);
      const largest = formats[format].largest / 2 ** this.margin;
      const scale = where(known, where(known, before, 1).reciprocal().mul(largest), 1).to(x.dtype);
      const y = roundTo(x.mul(scale), format, { saturate: true }).div(scale);
      const now = amax(x.abs()).to("float32").reshape([1]);
      // An overflow of the loss scale must not be remembered.
      const finite = where(now.lt(Infinity), now, 0);
      history.copy_(cat([finite, history.slice([0, this.historyLength - 1])]));
      return y;
    });
  }

  #historyOf(name: string): Tensor {
    let history = this.#histories.get(name);
    if (history === undefined) {
      const made = () => zeros([this.historyLength]);
      history = isCompiling() ? eagerly(made) : made();
      this.#histories.set(name, history);
    }
    return history;
  }

  /** The histories by name; they share memory. */
  stateDict(): StateDict {
    return Object.fromEntries(this.#histories);
  }

  loadStateDict(state: StateDict): void {
    for (const [name, value] of Object.entries(state)) {
      if (String(value.shape) !== String([this.historyLength]))
        throw new RangeError(
          `Fp8Scaling.loadStateDict: ${name} [${value.shape.join(", ")}], [${this.historyLength}] is needed`,
        );
    }
    for (const name of this.#histories.keys()) if (!state[name]) this.#histories.get(name)!.zero_();
    for (const [name, value] of Object.entries(state)) this.#historyOf(name).copy_(value);
  }
}
