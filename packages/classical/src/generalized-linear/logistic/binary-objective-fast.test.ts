import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { binaryLoss } from "./binary-loss.ts";
import { binaryObjectiveFast } from "./binary-objective-fast.ts";

it("of x = 1 with y = 1 at w = b = 0: log 2 and gradient −½, −½", () => {
  const objective = binaryObjectiveFast({
    ...{ X: Matrix.fromRows([[1]]), y: Int32Array.of(1), classes: 2 },
    ...{ sampleWeight: undefined, l2: 0, fitIntercept: true },
  });
  const gradient = new Float64Array(2);
  expect(objective(new Float64Array(2), gradient)).toBeCloseTo(Math.LN2, 15);
  expect([...gradient]).toEqual([-0.5, -0.5]);
});

it("two rows at a time are the rows one by one, of even and odd numbers, with and without weights", () => {
  const rng = new Philox(2);
  for (const rows of [1, 2, 3, 10, 31])
    for (const isWeighted of [false, true]) {
      const X = Matrix.zeros(rows, 5);
      for (let i = 0; i < X.data.length; i++) X.data[i] = 3 * rng.normal();
      const problem = {
        ...{ X, y: Int32Array.from({ length: rows }, () => rng.integer(2)), classes: 2, l2: 0.3 },
        sampleWeight: isWeighted ? Float64Array.from({ length: rows }, () => rng.uniform()) : undefined,
        fitIntercept: rows % 3 !== 0,
      };
      const theta = Float64Array.from({ length: 6 }, () => 2 * rng.normal());
      const [plain, fast] = [new Float64Array(6), new Float64Array(6)];
      const value = binaryLoss(problem).objective(theta, plain);
      expect(binaryObjectiveFast(problem)(theta, fast)).toBeCloseTo(value, 12);
      for (let j = 0; j < 6; j++) expect(fast[j]).toBeCloseTo(plain[j]!, 12);
    }
});
