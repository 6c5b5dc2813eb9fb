/** A module of a data set, as `startWorkerLoader` takes one. */
import { type Philox, Tensor } from "@blankfile/tensor";
import { type Dataset, mapDataset } from "../../loading/dataset.ts";

export interface Argument {
  n: number;
  /** The sample that cannot be made. */
  broken?: number;
  /** The sample at which the thread ends. */
  deadly?: number;
  /** The data set itself cannot be made. */
  none?: boolean;
}

interface Sample {
  x: Tensor;
  index: Tensor;
}

/** Sample i has i, and two numbers from its own rng. */
export function dataset({ n, broken, deadly, none }: Argument): Dataset<Sample> {
  if (none) throw new Error("no such set");
  const indices = { length: n, at: (i: number) => i };
  return mapDataset(indices, (i: number, rng: Philox) => {
    if (i === broken) throw new Error("its file is damaged");
    if (i === deadly) process.exit(7);
    return {
      x: new Tensor(Float64Array.of(rng.uniform(), rng.uniform()), [2], "float64"),
      index: new Tensor(Int32Array.of(i), [], "int32"),
    };
  });
}
