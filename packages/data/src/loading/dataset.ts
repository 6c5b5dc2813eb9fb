import { type Philox, Tensor } from "@blankfile/tensor";
import type { Collated } from "./collate.ts";

/** Samples by index. */
export interface Dataset<T> {
  /** N. */
  readonly length: number;
  /** Sample i, from 0 to N − 1. `rng` is for what is drawn for this sample; a loader gives each sample its own. */
  at(i: number, rng?: Philox): T;
  /** The samples at `indices` as `collate` puts them together, where the data set has a faster way than one by one. */
  batch?(indices: ArrayLike<number>): Collated<T>;
}

/** Row i of each tensor: `tensorDataset(x, y).at(i)` is `[x[i], y[i]]`. All have the same first size, N. */
export function tensorDataset<Tensors extends readonly Tensor[]>(
  ...tensors: Tensors
): Dataset<{ [K in keyof Tensors]: Tensor }> {
  const other = tensors.find((x) => !(x instanceof Tensor) || x.ndim === 0);
  if (other !== undefined) {
    const given =
      other instanceof Tensor ? "a tensor without dimensions" : `something of type ${typeof other}`;
    throw new TypeError(`tensorDataset: ${given}, tensors [N, …] one after the other are needed: (x, y)`);
  }
  const sizes = tensors.map((tensor) => tensor.size(0));
  if (sizes.length === 0 || sizes.some((size) => size !== sizes[0])) {
    throw new RangeError(`tensorDataset: first sizes [${sizes.join(", ")}], one size for all is needed`);
  }
  return {
    length: sizes[0]!,
    at: (i) => {
      checkIndex("tensorDataset", i, sizes[0]!);
      return tensors.map((tensor) => tensor.slice(i)) as { [K in keyof Tensors]: Tensor };
    },
    batch: (indices) => {
      const rows = new Tensor(Int32Array.from(indices), [indices.length], "int32");
      return tensors.map((tensor) => tensor.indexSelect(0, rows)) as unknown as Collated<{
        [K in keyof Tensors]: Tensor;
      }>;
    },
  };
}

/** The samples at `indices`, in their order. */
export function subset<T>(dataset: Dataset<T>, indices: ArrayLike<number>): Dataset<T> {
  const order = Array.from(indices);
  for (const i of order) checkIndex("subset", i, dataset.length);
  return {
    length: order.length,
    at: (i, rng) => {
      checkIndex("subset", i, order.length);
      return dataset.at(order[i]!, rng);
    },
  };
}

/** One data set after the other. */
export function concat<T>(...datasets: readonly Dataset<T>[]): Dataset<T> {
  const length = datasets.reduce((total, dataset) => total + dataset.length, 0);
  return {
    length,
    at: (i, rng) => {
      checkIndex("concat", i, length);
      let rest = i;
      for (const dataset of datasets) {
        if (rest < dataset.length) return dataset.at(rest, rng);
        rest -= dataset.length;
      }
      throw new RangeError(`concat: ${i}, the data sets became shorter; fixed lengths are needed`);
    },
  };
}

/**
 * Each sample changed by `fn`, which draws from `rng`, the sample's own; inner maps draw before outer ones. The same rng gives the same sample.
 */
export function mapDataset<T, U>(dataset: Dataset<T>, fn: (sample: T, rng: Philox) => U): Dataset<U> {
  return {
    length: dataset.length,
    at: (i, rng) => {
      if (rng === undefined) {
        throw new TypeError(
          `mapDataset: at(${i}) without an rng, one is needed; a DataLoader with { rng } gives each sample its own`,
        );
      }
      return fn(dataset.at(i, rng), rng);
    },
  };
}

function checkIndex(where: string, i: number, length: number): void {
  if (Number.isInteger(i) && i >= 0 && i < length) return;
  throw new RangeError(`${where}: index ${i}, a whole number from 0 to ${length - 1} is needed`);
}
