import { expect, it } from "vitest";
import { expectAllClose } from "../samples/node/golden.fixture.ts";
import { fisherInformation, observedInformation } from "./fisher-information.ts";

const bernoulli = (x: number, [p]: Float64Array) => (x === 1 ? Math.log(p!) : Math.log(1 - p!));
const normal = (x: number, [mean, std]: Float64Array) => -Math.log(std!) - (x - mean!) ** 2 / (2 * std! ** 2);

it("by hand: a coin has I(p) = 1/(p(1 − p)), over both outcomes with their probabilities", () => {
  const information = fisherInformation(bernoulli, [0.3], [1, 0], { weights: [0.3, 0.7] })[0]![0]!;
  // Central differences of the score: ε^{2/3}, about 4e-11, times the third derivative.
  expect(Math.abs(information * 0.21 - 1)).toBeLessThan(1e-8);
});

it("by hand: n values of a normal with σ = 2 tell n/σ² of μ; at the estimates 2n/σ² of σ, and nothing of both", () => {
  const sample = [-2, 2, -2, 2];
  const information = observedInformation(normal, [0, 2], sample);
  // Second differences with steps ε^{1/4} are right to about √ε.
  expectAllClose(
    information.flatMap((row) => Array.from(row)),
    [1, 0, 0, 2],
    1e-6,
  );
});

it("expected equals observed for a normal mean, over a grid of weights", () => {
  const outcomes = Array.from({ length: 401 }, (_, i) => (i - 200) / 25);
  const weights = outcomes.map((x) => Math.exp(-(x ** 2) / 2));
  const [first, second] = fisherInformation(normal, [0, 1], outcomes, { weights });
  expectAllClose([...first!, ...second!], [1, 0, 0, 2], 1e-7);
});

it("refuses an empty sample", () => {
  expect(() => observedInformation(normal, [0, 1], [])).toThrow("observedInformation: an empty sample");
  expect(() => fisherInformation(bernoulli, [0.5], [0, 1], { weights: [1] })).toThrow(
    "fisherInformation: outcomes has 2 values and weights 1",
  );
});
