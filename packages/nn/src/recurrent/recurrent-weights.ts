import { type DType, type Philox, rand } from "@blankfile/tensor";
import { Parameter } from "../module/parameter.ts";

/** The parameters of one layer in one direction, or of a cell; the rows belong to the gates, one after the other. */
export interface RecurrentWeights {
  /** W_ih, [gates · H, F]. */
  readonly weightIh: Parameter;
  /** W_hh, [gates · H, H]. */
  readonly weightHh: Parameter;
  /** b_ih and b_hh, [gates · H]; null without bias. */
  readonly biasIh: Parameter | null;
  readonly biasHh: Parameter | null;
}

interface Sizes {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly gates: number;
}

/** All from U(−1/√H, 1/√H), as in PyTorch. */
export function recurrentWeights(
  { inputSize, hiddenSize, gates }: Sizes,
  { rng, bias, dtype }: { rng: Philox; bias: boolean; dtype: DType },
): RecurrentWeights {
  const bound = 1 / Math.sqrt(hiddenSize);
  const uniform = (...shape: number[]) =>
    new Parameter(
      rand(shape, { rng, dtype })
        .mul(2 * bound)
        .sub(bound),
    );
  const rows = gates * hiddenSize;
  return {
    weightIh: uniform(rows, inputSize),
    weightHh: uniform(rows, hiddenSize),
    biasIh: bias ? uniform(rows) : null,
    biasHh: bias ? uniform(rows) : null,
  };
}
