import { expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { CountEncoder } from "./count-encoder.ts";

const rows = [["a"], ["a"], ["b"], [null]];

it("counts rows, missing ones too; unknown categories were seen 0 times", () => {
  expect(
    new CountEncoder()
      .fit(rows)
      .transform([["a"], ["b"], [null], ["z"]])
      .column(0),
  ).toEqual(Float64Array.of(2, 1, 1, 0));
  expect(new CountEncoder({ normalize: true }).fitTransform(rows).column(0)).toEqual(
    Float64Array.of(0.5, 0.5, 0.25, 0.25),
  );
});

it("refuses unknown categories where told", () => {
  expect(() => new CountEncoder({ handleUnknown: "error" }).fit(rows).transform([["z"]])).toThrow(
    /X\[0, 0\] is "z"/,
  );
});

it("keeps the contract", () => {
  expect(checkEstimator((() => new CountEncoder()) as never)).toEqual([]);
});
