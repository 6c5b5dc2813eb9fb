import {
  type DType,
  embedding,
  inspect,
  noGrad,
  ones,
  type Philox,
  randn,
  type Tensor,
  where,
  zeros,
} from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { checkSizes } from "./check-sizes.ts";

interface RowOptions {
  /** A row that gets no gradient, and is 0 at first where rows are drawn; negative counts from the end. None unless told. */
  paddingIdx?: number | null;
  /** Rows that are looked up are first scaled down, in place, to this Euclidean norm where theirs is larger. Off unless told. */
  maxNorm?: number | null;
}

export interface EmbeddingOptions extends RowOptions {
  rng: Philox;
  dtype?: DType;
}

export interface PretrainedOptions extends RowOptions {
  /** Whether the table stays as it is; true unless told. */
  freeze?: boolean;
}

/**
 * A row of a table for each index: y[..., :] = weight[x[...], :]
 *
 * x [...] int32 from 0 to V − 1, y [..., C]. Rows start from the normal distribution with mean 0 and variance 1. Bengio et al. 2003,
 * https://www.jmlr.org/papers/v3/bengio03a.html
 */
export class Embedding extends Module {
  /** Shape [V, C]. */
  readonly weight: Parameter;
  readonly paddingIdx: number | null;
  readonly maxNorm: number | null;

  constructor(
    numEmbeddings: number,
    embeddingDim: number,
    options: EmbeddingOptions | (RowOptions & { weight: Tensor }),
  ) {
    super();
    const { paddingIdx = null, maxNorm = null } = options;
    checkSizes("Embedding", { numEmbeddings, embeddingDim });
    if (maxNorm !== null && !(maxNorm > 0))
      throw new RangeError(`Embedding: maxNorm ${maxNorm}, a number above 0 or null is needed`);
    this.paddingIdx = paddingIdx === null ? null : rowOf(paddingIdx, numEmbeddings);
    this.maxNorm = maxNorm;
    if ("weight" in options) {
      if (String(options.weight.shape) !== String([numEmbeddings, embeddingDim])) {
        throw new RangeError(
          `Embedding: weight [${options.weight.shape.join(", ")}], [${numEmbeddings}, ${embeddingDim}] is needed`,
        );
      }
      this.weight = new Parameter(options.weight);
    } else {
      const rows = randn([numEmbeddings, embeddingDim], {
        rng: options.rng,
        dtype: options.dtype ?? "float32",
      });
      if (this.paddingIdx !== null)
        rows.data.fill(0, this.paddingIdx * embeddingDim, (this.paddingIdx + 1) * embeddingDim);
      this.weight = new Parameter(rows);
    }
  }

  /** The layer with a table [V, C] that is there already, a copy of it; frozen unless told. */
  static fromPretrained(embeddings: Tensor, options: PretrainedOptions = {}): Embedding {
    const { freeze = true, ...rest } = options;
    const [numEmbeddings, embeddingDim] = embeddings.shape;
    if (embeddings.ndim !== 2 || !embeddings.dtype.startsWith("float")) {
      throw new RangeError(
        `Embedding.fromPretrained: a table [${embeddings.shape.join(", ")}] of dtype ${embeddings.dtype}, [V, C] in float32 or float64 is needed`,
      );
    }
    const weight = embeddings.detach().clone();
    return new Embedding(numEmbeddings!, embeddingDim!, { ...rest, weight }).requiresGrad_(!freeze);
  }

  forward(x: Tensor): Tensor {
    if (x.dtype !== "int32")
      throw new TypeError(`Embedding: indices of dtype ${x.dtype}, int32 is needed; to("int32") converts`);
    const [rows] = this.weight.shape as [number];
    inspect([x], (indices) => checkIndices(indices, rows));
    if (this.maxNorm !== null) this.#shrink(x, this.maxNorm);
    return embedding(x, this.weight, this.paddingIdx === null ? {} : { paddingIdx: this.paddingIdx });
  }

  /** Every row's norm is looked at, so that no number has to be read; only rows that x names are changed. */
  #shrink(x: Tensor, maxNorm: number): void {
    noGrad(() => {
      const { weight } = this;
      const [rows] = weight.shape as [number];
      const { dtype } = weight;
      const hits = zeros([rows], { dtype }).indexAdd(0, x.flatten(), ones([x.numel()], { dtype }));
      const named = hits.gt(0);
      const norm = weight.norm({ dim: 1 });
      // PyTorch's 1e-7, so that a row of exactly the norm stays below it after rounding.
      const scale = norm.add(1e-7).reciprocal().mul(maxNorm);
      weight.mul_(where(named.logicalAnd(norm.gt(maxNorm)), scale, 1).unsqueeze(1));
    });
  }
}

function rowOf(paddingIdx: number, rows: number): number {
  const row = paddingIdx < 0 ? rows + paddingIdx : paddingIdx;
  if (!Number.isInteger(row) || row < 0 || row >= rows)
    throw new RangeError(`Embedding: paddingIdx ${paddingIdx}, ${-rows} to ${rows - 1} is needed`);
  return row;
}

function checkIndices(indices: ArrayLike<number>, rows: number): void {
  for (let i = 0; i < indices.length; i++) {
    if (indices[i]! < 0 || indices[i]! >= rows)
      throw new RangeError(`Embedding: index ${indices[i]} at element ${i}, 0 to ${rows - 1} is needed`);
  }
}
