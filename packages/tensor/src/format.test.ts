import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { arange, tensor } from "./index.ts";

describe("printing", () => {
  it("aligns columns and cuts decimals to four", () => {
    expect(
      String(
        tensor([
          [1, 2.5],
          [100, -0.12346],
        ]),
      ),
    ).toBe("tensor([[  1.0000,   2.5000],\n        [100.0000,  -0.1235]])");
  });

  it("writes whole floats with a point and integers without", () => {
    expect(String(arange(3))).toBe("tensor([0., 1., 2.])");
    expect(String(arange(3, undefined, { dtype: "int32" }))).toBe("tensor([0, 1, 2], dtype=int32)");
  });

  it("names the operation, or the wish for a gradient", () => {
    const x = tensor(3, { requiresGrad: true });
    expect(String(x)).toBe("tensor(3., requiresGrad=true)");
    expect(String(x.mul(2))).toBe("tensor(6., gradFn=<mul>)");
  });

  it("breaks long lines at eighty columns, its notes too", () => {
    expect(String(arange(25, undefined, { dtype: "float64" }))).toBe(
      "tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,\n" +
        "        14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24.], dtype=float64)",
    );
    const long = String(tensor(new Float64Array(13).fill(0.5), { requiresGrad: true }));
    expect(long.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("is what Node's console shows", () => {
    expect(inspect(tensor([true, false]))).toBe("tensor([ true, false])");
  });
});
