import { Philox } from "@blankfile/tensor";
import { nameClass } from "../estimator/known.ts";
import { boolean, type Options, randomState, real } from "../estimator/parameters.ts";
import { type CategorySums, RowTargetEncoder } from "./row-target-encoder.ts";

const parameters = {
  /** a, how many rows the mean of all counts for. */
  a: real(1, { above: 0 }),
  /** Whether the order of rows is drawn; else it is that of X, as for rows in time. */
  shuffle: boolean(true),
  randomState,
};

export type CatBoostEncoderOptions = Options<typeof parameters>;

/**
 * Each category as the mean target of its rows that came before: ordered target statistics.
 *
 *   row i of fit:  (Σ_{before i, same category} y + a ȳ) / (n_before + a)
 *   new rows:      (Σ_{category} y + a ȳ) / (n + a)
 *
 * "Before" is in a drawn order. No row's encoding knows its own target, so **fitTransform is not fit and transform**.
 *
 * Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features", section 3.2, https://arxiv.org/abs/1706.09516
 */
export class CatBoostEncoder extends RowTargetEncoder<typeof parameters> {
  static {
    nameClass("CatBoostEncoder", CatBoostEncoder);
  }

  constructor(options: CatBoostEncoderOptions = {}) {
    super(parameters, options);
  }

  protected withoutOwn(codes: Int32Array, y: Float64Array, { count }: CategorySums): Float64Array {
    const { shuffle, randomState: seed } = this.params;
    const order = Uint32Array.from(codes.keys());
    if (shuffle) new Philox(seed).shuffle(order);
    const [sums, counts] = [new Float64Array(count.length), new Float64Array(count.length)];
    const out = new Float64Array(codes.length);
    for (const i of order) {
      const k = codes[i]!;
      out[i] = this.ofCategory(sums[k]!, counts[k]!);
      sums[k]! += y[i]!;
      counts[k]! += 1;
    }
    return out;
  }

  protected ofCategory(sum: number, count: number): number {
    const { a } = this.params;
    return (sum + a * this.targetMean_) / (count + a);
  }
}
