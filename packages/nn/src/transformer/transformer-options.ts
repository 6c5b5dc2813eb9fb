import type { DType, Philox, Tensor } from "@blankfile/tensor";
import { gelu } from "../activations/gelu.ts";

/** What stands between the two linear maps of a layer. */
export type TransformerActivation = "relu" | "gelu";

export interface TransformerLayerOptions {
  rng: Philox;
  /** Width between the two linear maps; 2048 unless told. */
  dimFeedforward?: number;
  /** In training, the share that is dropped of attention's weights, between the linear maps, and of what each part adds; 0.1 unless told. */
  dropout?: number;
  /** "relu" unless told; "gelu" is the exact one. */
  activation?: TransformerActivation;
  /** ε of the norms; 1e-5 unless told. */
  layerNormEps?: number;
  /** Whether sequences are [B, T, E] rather than [T, B, E]. */
  batchFirst?: boolean;
  /** Whether each part normalises what it reads, rather than what it adds up to. */
  normFirst?: boolean;
  dtype?: DType;
}

export function activationOf(where: string, activation: TransformerActivation): (x: Tensor) => Tensor {
  const known = { relu: (x: Tensor) => x.relu(), gelu: (x: Tensor) => gelu(x) };
  if (!Object.hasOwn(known, activation)) {
    throw new RangeError(`${where}: activation ${JSON.stringify(activation)}, "relu" or "gelu" is needed`);
  }
  return known[activation];
}
