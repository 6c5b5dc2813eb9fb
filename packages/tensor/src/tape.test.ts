import { describe, expect, it } from "vitest";
import { add, enableGrad, exp, isGradEnabled, mul, noGrad, tensor } from "./index.ts";

const leaf = (value: number) => tensor(value, { requiresGrad: true });

describe("the tape", () => {
  it("names the operation and holds the inputs that need a gradient", () => {
    const x = leaf(2);
    const y = mul(x, 3);
    expect(y.gradFn?.name).toBe("mul");
    expect(y.gradFn?.inputs).toEqual([x]);
    expect(y.gradFn?.backward(tensor(1)).map((g) => g.item())).toEqual([3]);
    expect(tensor(1).mul(2).gradFn).toBeNull();
  });

  it("is not written inside noGrad, whatever is thrown there, and again inside enableGrad", () => {
    const x = leaf(2);
    expect(noGrad(() => x.mul(3)).gradFn).toBeNull();
    expect(noGrad(() => enableGrad(() => x.mul(3))).gradFn?.name).toBe("mul");
    expect(() =>
      noGrad(() => {
        throw new Error("inside");
      }),
    ).toThrow("inside");
    expect(isGradEnabled()).toBe(true);
  });

  it("refuses asynchronous bodies, which would run outside", () => {
    expect(() => noGrad(async () => 1)).toThrow(
      "noGrad: the body returned a promise, a synchronous function is needed",
    );
    expect(isGradEnabled()).toBe(true);
  });

  it("notices that a value it needs was changed in place", () => {
    const x = leaf(2);
    const y = mul(x, x);
    noGrad(() => x.add_(1));
    expect(() => y.backward()).toThrow(
      "backward: a tensor that mul needs was changed in place (version 1), version 0 is needed; change it after backward, or a clone",
    );
  });

  it("notices it through other names of the same memory", () => {
    const x = leaf(2);
    const y = exp(x);
    y.reshape([1]).detach().mul_(5);
    expect(() => y.backward()).toThrow(RangeError);
  });

  it("does not mind changes of values that no gradient reads", () => {
    const x = leaf(2);
    const y = add(x, 1);
    noGrad(() => x.add_(1));
    y.backward();
    expect(x.grad?.item()).toBe(1);
  });
});

describe("int32 results", () => {
  it("that overflow are refused, not wrapped", () => {
    const big = tensor([2 ** 30, 5], { dtype: "int32" });
    expect(() => big.mul(2)).toThrow(
      'mul: 2147483648 at element 0 of an int32 result, a whole number from -2147483648 to 2147483647 is needed; to("float64") has room',
    );
    expect(() => big.sum().mul(4)).toThrow(RangeError);
    expect(big.sub(1).toArray()).toEqual([2 ** 30 - 1, 4]);
  });
});
