import { expect, it } from "vitest";
import { KernelCenterer } from "./kernel-centerer.ts";

it("the centred kernel of points is the kernel of centred points", () => {
  const x = [1, 2, 6];
  const kernel = (a: number[], b: number[]) => a.map((u) => b.map((v) => u * v));
  const centerer = new KernelCenterer().fit(kernel(x, x));
  const [found, wanted] = [centerer.transform(kernel([4], x)), kernel([1], [-2, -1, 3])];
  found.row(0).forEach((value, j) => {
    expect(value).toBeCloseTo(wanted[0]![j]!, 12);
  });
});

it("a kernel that is not square is refused", () => {
  expect(() => new KernelCenterer().fit([[1, 2]])).toThrow(/K is 1 × 2, a square kernel/);
});
