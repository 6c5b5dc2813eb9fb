import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { mean, variance } from "../samples/moments.ts";
import { expectAllClose, expectClose, expectEach } from "../samples/node/golden.fixture.ts";
import { blockBootstrap } from "./block-bootstrap.ts";
import { bootstrap } from "./bootstrap.ts";
import { jackknife } from "./jackknife.ts";

const x = [1, 2, 4, 9];

it("by hand: the mean of 1, 2, 4, 9 without each value", () => {
  const { values, estimate, bias, standardError } = jackknife(x, mean);
  expectAllClose(values, [5, 14 / 3, 4, 7 / 3], 1e-15);
  expectEach([estimate, Math.abs(bias)], [4, 0], 1e-14);
  // Of the mean it is s/√n exactly.
  expectClose(standardError, Math.sqrt(variance(x) / 4), 1e-14);
});

it("takes the whole bias from the variance with n in the denominator", () => {
  const { corrected, estimate } = jackknife(x, (sample) => variance(sample, 0));
  expectClose(corrected, variance(x), 1e-13);
  expectClose(estimate, variance(x, 0), 1e-15);
});

it("refuses a single value", () => {
  expect(() => jackknife([1], mean)).toThrow("jackknife: sample has 1 values, at least 2 are needed");
});

it("a statistic that is no number is refused, here and by the bootstraps", () => {
  const broken = () => Number.NaN;
  const rng = new Philox(1);
  expect(() => jackknife(x, broken)).toThrow(
    "jackknife: the statistic of the sample is NaN, a number is needed",
  );
  expect(() => bootstrap([x], broken, { rng })).toThrow("bootstrap: the statistic of the sample is NaN");
  expect(() => blockBootstrap(x, broken, { rng })).toThrow(
    "blockBootstrap: the statistic of the series is NaN",
  );
  const sometimes = (sample: ArrayLike<number>) => (sample[0] === sample[1] ? Number.NaN : 1);
  expect(() => bootstrap([x], sometimes, { rng })).toThrow(/bootstrap: the statistic of resample \d+ is NaN/);
});
