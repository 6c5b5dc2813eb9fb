import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { selectEnsemble } from "./select-ensemble.ts";

const y = [0, 2, 4, 6];
const score = (blend: Float64Array) => -y.reduce((sum, target, i) => sum + (target - blend[i]!) ** 2, 0);

describe("selectEnsemble", () => {
  it("two models that miss on either side are halved, a third that is worse is left out", () => {
    const above = y.map((value) => value + 1);
    const below = y.map((value) => value - 1);
    const { weights, order, scores } = selectEnsemble([[9, 9, 9, 9], above, below], { score, rounds: 6 });
    expect([...weights]).toEqual([0, 0.5, 0.5]);
    expect(order).toEqual([1, 2]);
    expect(scores[0]).toBe(-4);
    expect(scores[1]).toBeCloseTo(0, 12);
  });

  it("may take a model again: misses of 2 above and 1 below are met by one part and two", () => {
    const { weights } = selectEnsemble([y.map((v) => v + 2), y.map((v) => v - 1)], { score, rounds: 9 });
    expect(weights[0]).toBeCloseTo(1 / 3, 12);
    expect(weights[1]).toBeCloseTo(2 / 3, 12);
  });

  it("is never worse than the best model alone, and its weights sum to 1", () => {
    const rng = new Philox(3);
    for (let round = 0; round < 20; round++) {
      const models = Array.from({ length: 5 }, () => y.map((value) => value + rng.normal()));
      const { weights } = selectEnsemble(models, { score, rounds: 20 });
      const blend = Float64Array.from(y, (_, i) =>
        models.reduce((sum, one, m) => sum + weights[m]! * one[i]!, 0),
      );
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(score(blend)).toBeGreaterThanOrEqual(
        Math.max(...models.map((one) => score(Float64Array.from(one)))) - 1e-12,
      );
    }
  });

  it("starts with the best ones where told", () => {
    const models = [[9, 9, 9, 9], y.map((v) => v + 1), y.map((v) => v + 2)];
    expect(selectEnsemble(models, { score, rounds: 2, startWith: 2 }).order).toEqual([1, 2]);
  });

  it("refuses no models, predictions of other lengths and too few rounds", () => {
    expect(() => selectEnsemble([], { score })).toThrow(/0 models, at least one is needed/);
    expect(() => selectEnsemble([[1, 2], [1]], { score })).toThrow(/model 1 has 1 predictions, 2 are needed/);
    expect(() => selectEnsemble([[1]], { score, rounds: 0 })).toThrow(/rounds is 0/);
  });
});
