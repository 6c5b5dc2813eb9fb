import { eye, Philox, randn, tensor } from "@blankfile/tensor";
import { it } from "vitest";
import { expectClose } from "../walk.fixture.ts";
import { inverseRoot } from "./inverse-root.ts";

it("of a diagonal matrix: 16^(−1/4) and 81^(−1/4)", () => {
  const A = tensor(
    [
      [16, 0],
      [0, 81],
    ],
    { dtype: "float64" },
  );
  expectClose(inverseRoot(A, 4, 1e-9).data, [1 / 2, 0, 0, 1 / 3]);
});

it("its pth power times A is the identity", () => {
  const x = randn([5, 8], { rng: new Philox(1), dtype: "float64" });
  const A = x.matmul(x.transpose(0, 1)).add(eye(5, { dtype: "float64" }));
  const R = inverseRoot(A, 3, 1e-9);
  expectClose(R.matmul(R).matmul(R).matmul(A).data, [...eye(5, { dtype: "float64" }).data]);
});
