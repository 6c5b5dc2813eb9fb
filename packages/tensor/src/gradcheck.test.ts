import { describe, expect, it } from "vitest";
import { gradcheck, gradgradcheck, mul, type Tensor, tensor } from "./index.ts";
import { compute, record } from "./tape.ts";

const x = tensor([0.5, -1, 2], { dtype: "float64", requiresGrad: true });

/** x² with a wrong derivative: x instead of 2x. */
function wrongSquare(a: Tensor): Tensor {
  const y = compute("wrongSquare", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! ** 2;
  });
  return record("wrongSquare", y, [[a, (g) => mul(g, a), a]]);
}

/** x² whose first derivative is right and whose second is lost. */
function flatSquare(a: Tensor): Tensor {
  const y = compute("flatSquare", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! ** 2;
  });
  return record("flatSquare", y, [[a, (g) => mul(g, mul(a.detach(), 2)), a]]);
}

describe("gradcheck", () => {
  it("passes a right derivative, for several inputs and outputs", () => {
    const y = tensor(3, { dtype: "float64", requiresGrad: true });
    expect(gradcheck((a, b) => [a!.mul(b!), b!.exp()], [x, y])).toBe(true);
  });

  it("finds a wrong one and says where", () => {
    expect(() => gradcheck((a) => wrongSquare(a!), [x])).toThrow(
      /^gradcheck: output 0 by input 0: ∂\(element 0\)\/∂\(element 0\) is 0\.5 by backward, (1|0\.9999|1\.0000)\d* by differences; both must agree$/,
    );
  });

  it("finds a gradient that is missing", () => {
    expect(() => gradcheck((a) => a!.detach().mul(2), [x])).toThrow("is 0 by backward");
  });

  it("needs float64 and something to differentiate by", () => {
    expect(() => gradcheck((a) => a!, [tensor(1)])).toThrow("gradcheck: no input requires a gradient");
    expect(() => gradcheck((a) => a!, [tensor(1, { requiresGrad: true })])).toThrow(
      "gradcheck: an input of dtype float32, float64 is needed for differences",
    );
  });
});

describe("gradgradcheck", () => {
  it("passes a right second derivative", () => {
    expect(gradgradcheck((a) => a!.pow(3), [x])).toBe(true);
  });

  it("finds a second derivative that is lost", () => {
    expect(gradcheck((a) => flatSquare(a!), [x])).toBe(true);
    expect(() => gradgradcheck((a) => flatSquare(a!), [x])).toThrow("by differences");
  });
});
