import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { countRows, takeRows, takeValues } from "../../matrix/take-rows.ts";
import { ShuffleSplit, StratifiedShuffleSplit, shuffleSizes } from "./shuffle-split.ts";
import type { Split } from "./splitter.ts";

export interface TrainTestOptions {
  /** A share of the rows below 1, or how many; a quarter unless told. */
  testSize?: number;
  trainSize?: number;
  /** False keeps the order and tests the last rows, as for times. */
  shuffle?: boolean;
  /** Labels, one for each row, whose shares both parts should have. */
  stratify?: ArrayLike<Label>;
  randomState?: number;
}

export interface TrainTest<Y> {
  XTrain: MatrixLike;
  XTest: MatrixLike;
  yTrain: Y;
  yTest: Y;
  /** Which rows are in which part. */
  split: Split;
}

/** Two parts of the rows, to learn from and to test on once. */
export function trainTestSplit<Y extends ArrayLike<Label>>(
  X: MatrixLike,
  y: Y,
  options: TrainTestOptions = {},
): TrainTest<Y> {
  const rows = countRows("trainTestSplit", X);
  if (y.length !== rows)
    throw new RangeError(`trainTestSplit: y has ${y.length} values, ${rows} are needed, one for each row`);
  const split = splitOnce(rows, options);
  const [XTrain, XTest] = [split.train, split.test].map((part) => takeRows("trainTestSplit", X, part));
  const [yTrain, yTest] = [split.train, split.test].map(
    (part) => takeValues(y as ArrayLike<Label>, part) as unknown as Y,
  );
  return { XTrain: XTrain!, XTest: XTest!, yTrain: yTrain!, yTest: yTest!, split };
}

function splitOnce(
  rows: number,
  { testSize, trainSize, shuffle = true, stratify, randomState = 0 }: TrainTestOptions,
): Split {
  const sizes = {
    ...(testSize === undefined ? {} : { testSize }),
    ...(trainSize === undefined ? {} : { trainSize }),
  };
  const wanted = Object.keys(sizes).length > 0 ? sizes : { testSize: 0.25 };
  if (!shuffle) {
    if (stratify)
      throw new RangeError("trainTestSplit: stratify without shuffle, shuffle is needed to keep shares");
    const { test, train } = shuffleSizes("trainTestSplit", rows, wanted, 0.25);
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    return { train: all.slice(0, train), test: all.slice(train, train + test) };
  }
  const Kind = stratify ? StratifiedShuffleSplit : ShuffleSplit;
  return new Kind({ ...wanted, nSplits: 1, randomState }).split(rows, stratify)[0]!;
}
