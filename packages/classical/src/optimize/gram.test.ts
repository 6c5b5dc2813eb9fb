import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { gramSums } from "./gram.ts";

describe("gramSums", () => {
  it("sums about the means with weights", () => {
    const X = Matrix.fromRows([
      [1, 0],
      [3, 2],
    ]);
    const { G, c, yy } = gramSums(X, { y: [0, 4], xShift: [2, 1], yShift: 2, weight: [1, 3] });
    expect([...G]).toEqual([4, 4, 4, 4].map((v) => expect.closeTo(v, 12)));
    expect([...c]).toEqual([8, 8].map((v) => expect.closeTo(v, 12)));
    expect(yy).toBeCloseTo(16, 12);
  });

  it("over several blocks is the plain sum", () => {
    const rng = new Philox(2);
    const X = Matrix.zeros(2500, 3);
    for (let i = 0; i < X.data.length; i++) X.data[i] = rng.normal();
    const { G } = gramSums(X);
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let i = 0; i < 2500; i++) sum += X.at(i, a) * X.at(i, b);
        expect(G[a * 3 + b]).toBeCloseTo(sum, 9);
      }
  });
});
