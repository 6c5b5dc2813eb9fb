import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Binarizer } from "./binarizer.ts";
import { MaxAbsScaler } from "./max-abs-scaler.ts";
import { MinMaxScaler } from "./min-max-scaler.ts";
import { Normalizer } from "./normalizer.ts";
import { RobustScaler } from "./robust-scaler.ts";
import { StandardScaler } from "./standard-scaler.ts";

const X = [[1], [3], [5], [7]];

describe("by hand", () => {
  it("StandardScaler: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5", () => {
    const scaler = new StandardScaler().fit(X);
    expect([scaler.mean_![0], scaler.var_![0], scaler.nSamplesSeen_[0]]).toEqual([4, 5, 4]);
    expect(scaler.transform([[9]]).at(0, 0)).toBeCloseTo(Math.sqrt(5), 14);
    expect(
      new StandardScaler({ withStd: false })
        .fit(X)
        .transform([[9]])
        .at(0, 0),
    ).toBe(5);
  });

  it("MinMaxScaler: 4 of 1 … 7 is in the middle; beyond it goes on, or is clipped", () => {
    expect(
      new MinMaxScaler()
        .fit(X)
        .transform([[4], [10]])
        .toArray(),
    ).toEqual([[0.5], [1.5]]);
    expect(
      new MinMaxScaler({ clip: true })
        .fit(X)
        .transform([[10], [-9]])
        .toArray(),
    ).toEqual([[1], [0]]);
  });

  it("MaxAbsScaler divides by 7", () => {
    expect(
      new MaxAbsScaler()
        .fit(X)
        .transform([[-3.5]])
        .at(0, 0),
    ).toBe(-0.5);
  });

  it("RobustScaler: median 4, quartiles 2.5 and 5.5", () => {
    const scaler = new RobustScaler().fit([...X, [1e9]].slice(0, 4));
    expect([scaler.center_![0], scaler.scale_![0]]).toEqual([4, 3]);
  });

  it("Normalizer: 3, 4 is 5 long, 7 in steps, 4 at most", () => {
    const norms = (["l2", "l1", "max"] as const).map((norm) =>
      new Normalizer({ norm })
        .fitTransform([
          [3, -4],
          [0, 0],
        ])
        .toArray(),
    );
    expect(norms).toEqual([
      [
        [3 / 5, -4 / 5],
        [0, 0],
      ],
      [
        [3 / 7, -4 / 7],
        [0, 0],
      ],
      [
        [3 / 4, -1],
        [0, 0],
      ],
    ]);
  });

  it("Binarizer: what equals the threshold is 0", () => {
    expect(new Binarizer({ threshold: 3 }).fitTransform(X).toArray()).toEqual([[0], [0], [1], [1]]);
  });
});

describe("a constant column", () => {
  it.each([new StandardScaler(), new MinMaxScaler(), new RobustScaler()])(
    "becomes exactly 0 by $name",
    (scaler) => {
      // 0.1 added up ten times is not 1: the mean must not be taken from plain sums.
      const constant = Array.from({ length: 10 }, () => [0.1]);
      expect(scaler.fitTransform(constant).data.every((value) => value === 0)).toBe(true);
      expect(scaler.inverseTransform([[0]]).at(0, 0)).toBe(0.1);
    },
  );

  it("that is constant but for rounding is not blown up", () => {
    const nearly = [[1e8], [1e8 + 1.5e-8], [1e8]];
    expect(Math.abs(new StandardScaler().fitTransform(nearly).at(1, 0))).toBeLessThan(1e-6);
  });
});

it("NaN is left out and stays", () => {
  const scaler = new StandardScaler().fit([[1], [Number.NaN], [3]]);
  expect([scaler.mean_![0], scaler.nSamplesSeen_[0]]).toEqual([2, 2]);
  expect(scaler.transform([[Number.NaN]]).at(0, 0)).toBeNaN();
});

it.each([
  ["StandardScaler", new StandardScaler()],
  ["MinMaxScaler", new MinMaxScaler()],
  ["RobustScaler", new RobustScaler()],
] as const)("%s takes a column that varies by less than 1e-200 as constant", (_, scaler) => {
  const changed = scaler.fitTransform([[1e-310], [2e-310], [3e-310]]);
  for (const value of changed.data) expect(Math.abs(value)).toBeLessThan(1e-300);
});

describe("bad options", () => {
  it("are refused", () => {
    expect(() => new MinMaxScaler({ featureRange: [1, 1] })).toThrow(/\[from, to\] with from < to is needed/);
    expect(() => new RobustScaler({ quantileRange: [25, 175] })).toThrow(/0 ≤ low < high ≤ 100/);
    expect(() => new Normalizer({ norm: "l3" as never })).toThrow(/one of "l2", "l1", "max"/);
  });
});

describe("the contract", () => {
  it.each([
    ["StandardScaler", () => new StandardScaler()],
    ["MinMaxScaler", () => new MinMaxScaler()],
    ["MaxAbsScaler", () => new MaxAbsScaler()],
    ["RobustScaler", () => new RobustScaler()],
    ["Normalizer", () => new Normalizer()],
    ["Binarizer", () => new Binarizer()],
  ])("%s", (_, make) => {
    expect(checkEstimator(make as never)).toEqual([]);
  });
});
