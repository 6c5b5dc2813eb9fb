import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { pairwiseDistances } from "./pairwise-distances.ts";
import { pairwiseDistancesChunked } from "./pairwise-distances-chunked.ts";

describe("pairwiseDistancesChunked", () => {
  it("0, 1 and 5 on a line, two rows at a time", () => {
    const chunks = [...pairwiseDistancesChunked([[0], [1], [5]], undefined, { workingNumbers: 6 })];
    expect(chunks.map(({ start, distances }) => [start, distances.toArray()])).toEqual([
      [
        0,
        [
          [0, 1, 5],
          [1, 0, 4],
        ],
      ],
      [2, [[5, 4, 0]]],
    ]);
  });

  it.each(["euclidean", "cosine", "correlation"] as const)(
    "the parts together are all distances: %s",
    (metric) => {
      const rng = new Philox(2);
      const X = new Matrix(
        Float64Array.from({ length: 44 }, () => rng.normal()),
        [11, 4],
      );
      const all = [...pairwiseDistancesChunked(X, undefined, { metric, workingNumbers: 30 })].flatMap(
        ({ distances }) => [...distances.data],
      );
      const whole = pairwiseDistances(X, undefined, { metric });
      all.forEach((d, at) => {
        expect(d).toBeCloseTo(whole.data[at]!, 14);
      });
      expect(all).toHaveLength(121);
    },
  );

  it("refuses bad input at the first part", () => {
    expect(() => pairwiseDistancesChunked([[1]], [[1, 2]]).next()).toThrow(
      "pairwiseDistancesChunked: X has 1 columns, Y 2",
    );
    expect(() => pairwiseDistancesChunked([[1]], [[1]], { workingNumbers: 0 }).next()).toThrow(
      "workingNumbers 0",
    );
  });
});
