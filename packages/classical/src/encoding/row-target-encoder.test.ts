import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { CatBoostEncoder } from "./cat-boost-encoder.ts";
import { LeaveOneOutEncoder } from "./leave-one-out-encoder.ts";

const rows = [["a"], ["a"], ["b"], ["a"]];
const y = [1, 2, 4, 6];

describe("LeaveOneOutEncoder", () => {
  it("gives the others' mean to rows of fit and the whole mean to new ones; alone, the mean of all", () => {
    const encoder = new LeaveOneOutEncoder();
    expect(encoder.fitTransform(rows, y).column(0)).toEqual(Float64Array.of(4, 3.5, 3.25, 1.5));
    expect(encoder.transform([["a"], ["b"], ["z"]]).column(0)).toEqual(Float64Array.of(3, 4, 3.25));
  });

  it("sigma blurs rows of fit by its seed, and no others", () => {
    const [one, same] = [0, 1].map(() => new LeaveOneOutEncoder({ sigma: 0.1 }).fitTransform(rows, y).data);
    expect(one).toEqual(same);
    expect(one).not.toEqual(new LeaveOneOutEncoder().fitTransform(rows, y).data);
    expect(
      new LeaveOneOutEncoder({ sigma: 0.1 })
        .fit(rows, y)
        .transform([["a"]])
        .at(0, 0),
    ).toBe(3);
  });
});

describe("CatBoostEncoder", () => {
  it("gives each row what came before it", () => {
    const encoder = new CatBoostEncoder({ shuffle: false });
    const mean = 3.25;
    expect(encoder.fitTransform(rows, y).column(0)).toEqual(
      Float64Array.of(mean, (1 + mean) / 2, mean, (3 + mean) / 3),
    );
    expect(encoder.transform([["a"], ["z"]]).column(0)).toEqual(Float64Array.of((9 + mean) / 4, mean));
  });

  it("in an order of its seed", () => {
    const many = Array.from({ length: 30 }, () => ["a"]);
    const target = many.map((_, i) => i);
    const drawn = (randomState: number) =>
      new CatBoostEncoder({ randomState }).fitTransform(many, target).data;
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it("takes two classes as 0 and 1, and refuses more", () => {
    expect(new CatBoostEncoder().fit(rows, ["n", "y", "y", "y"]).targetMean_).toBe(0.75);
    expect(() => new CatBoostEncoder().fit(rows, ["n", "y", "z", "y"])).toThrow(
      /3 classes, numbers or two classes/,
    );
  });
});

describe("the contract", () => {
  it.each([
    ["LeaveOneOutEncoder", () => new LeaveOneOutEncoder()],
    ["CatBoostEncoder", () => new CatBoostEncoder()],
  ])("%s", (_, make) => {
    expect(checkEstimator(make as never)).toEqual([]);
  });
});
