/** Against scikit-learn and category_encoders; see golden/classical_encoding.py. */
import { describe, expect, it } from "vitest";
import type { Matrix } from "../matrix/matrix.ts";
import { expectClose, golden } from "../preprocessing/node/golden.fixture.ts";
import { CatBoostEncoder } from "./cat-boost-encoder.ts";
import type { Cell } from "./cells/cells.ts";
import { LabelBinarizer } from "./label-binarizer.ts";
import { LeaveOneOutEncoder } from "./leave-one-out-encoder.ts";
import { OneHotEncoder } from "./one-hot-encoder.ts";
import { OrdinalEncoder } from "./ordinal-encoder.ts";
import { TargetEncoder } from "./target-encoder.ts";

interface Case {
  kind: "OneHotEncoder" | "OrdinalEncoder";
  options: object;
  train: Cell[][];
  test: Cell[][];
  out: number[][];
  names: string[];
  back: Cell[][];
}

interface TargetCase {
  y: string[];
  targetType: "auto";
  smooth: "auto" | number;
  rows: Cell[][];
  crossed: number[][];
  out: number[][];
  names: string[];
}

interface ByRow {
  crossed: number[][];
  out: number[][];
}

const values = golden<{
  X: Cell[][];
  unknown: Cell[][];
  amount: number[];
  cases: Case[];
  target: TargetCase[];
  leaveOneOut: ByRow;
  catBoost: ByRow;
  binarizer: { y: string[]; out: number[][]; two: string[]; ofTwo: number[][] };
}>("encoding");

/** Rare categories have another name here. */
const renamed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll("infrequent_sklearn", "infrequent"));

describe("scikit-learn gives the same", () => {
  const classes = { OneHotEncoder, OrdinalEncoder };
  it.each(values.cases.map((one) => [`${one.kind} ${JSON.stringify(one.options)}`, one] as const))(
    "%s",
    (_, one) => {
      const encoder = new classes[one.kind](one.options).fit(one.train);
      const out: Matrix = encoder.transform(one.test);
      expectClose(out, one.out);
      expect(encoder.getFeatureNamesOut()).toEqual(renamed(one.names));
      expect(encoder.inverseTransform(out)).toEqual(renamed(one.back));
    },
  );

  it.each(values.target.map((one) => [`${one.targetType}, smooth ${one.smooth}`, one] as const))(
    "TargetEncoder of %s, across folds and for new rows",
    (_, { y, targetType, smooth, rows, crossed, out, names }) => {
      const encoder = new TargetEncoder({ targetType, smooth, cv: 4, shuffle: false });
      expectClose(encoder.fitTransform(rows, y), crossed);
      expectClose(encoder.transform(values.unknown), out);
      expect(encoder.getFeatureNamesOut()).toEqual(names);
    },
  );

  it("LabelBinarizer", () => {
    const { y, out, two, ofTwo } = values.binarizer;
    expectClose(new LabelBinarizer({ negLabel: -1, posLabel: 2 }).fitTransform(y), out);
    expectClose(new LabelBinarizer().fitTransform(two), ofTwo);
  });
});

describe("category_encoders gives the same", () => {
  it.each([
    ["LeaveOneOutEncoder", () => new LeaveOneOutEncoder(), values.leaveOneOut],
    ["CatBoostEncoder", () => new CatBoostEncoder({ a: 2, shuffle: false }), values.catBoost],
  ] as const)("%s", (_, make, wanted) => {
    const encoder = make();
    expectClose(encoder.fitTransform(values.X, values.amount), wanted.crossed);
    expectClose(encoder.transform(values.unknown), wanted.out);
  });
});
