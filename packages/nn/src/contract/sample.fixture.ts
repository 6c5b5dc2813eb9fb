import { type DType, type Philox, randn, type Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../index.ts";

/** How the contract makes and feeds one module. Every module of the index has one or more. */
export interface Sample {
  /** The name of its class in the index. */
  module: string;
  /** What is special about this sample, where a module has several. */
  variant?: string;
  /** The module from a seed. */
  make(rng: Philox, dtype: "float32" | "float64"): AnyModule;
  /** What `forward` gets for a batch of this size; the batch is the first dimension of the first input unless `batchDim` says otherwise. */
  inputs(batch: number, rng: Philox, dtype: "float32" | "float64"): unknown[];
  /** Inputs that it must refuse, with its own name at the start of the message. Not there where any input fits. */
  refuses?: unknown[];
  /** False where the samples of a batch touch one another (batch norm in training). */
  perSample?: boolean;
  /** False where an empty batch has no meaning. */
  empty?: boolean;
  /** False puts it into evaluation: for random modules. */
  training?: boolean;
  /** Where the batch lies in every input and output; 0 unless told. */
  batchDim?: number;
}

/** Normal numbers of the given sizes. */
export function normal(rng: Philox, dtype: DType, ...shape: number[]): Tensor {
  return randn(shape, { rng, dtype });
}
