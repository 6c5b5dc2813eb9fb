import { describe, expect, it } from "vitest";
import { gainsTable } from "./gains-table.ts";

describe("gainsTable", () => {
  const y = [0, 1, 1, 0, 0];
  const scores = [0.2, 0.9, 0.7, 0.6, 0.1];

  it("groups from the highest score, the first groups one larger", () => {
    const [first, second] = gainsTable(y, scores, { nBins: 2 });
    expect(first).toEqual({
      samples: 3,
      positives: 2,
      minScore: 0.6,
      maxScore: 0.9,
      responseRate: 2 / 3,
      lift: 2 / 3 / 0.4,
      cumulativeGain: 1,
      cumulativeLift: 2 / 3 / 0.4,
    });
    expect(second).toMatchObject({ samples: 2, positives: 0, lift: 0, cumulativeGain: 1, cumulativeLift: 1 });
  });

  it("ends with all positives and the lift 1", () => {
    expect(gainsTable(y, scores, { nBins: 5 }).at(-1)).toMatchObject({
      cumulativeGain: 1,
      cumulativeLift: 1,
    });
  });

  it("refuses more groups than samples, and no positives", () => {
    expect(() => gainsTable(y, scores)).toThrow(
      "gainsTable: nBins 10 of 5 samples, a whole number from 1 to 5 is needed",
    );
    expect(() => gainsTable([0, 0], [1, 2], { nBins: 1 })).toThrow(
      "gainsTable: yTrue has no positive samples",
    );
  });
});
