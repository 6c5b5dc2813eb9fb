import { describe, expect, it } from "vitest";
import { Philox } from "./philox.ts";
import { rand, randint, randn, randperm } from "./random.ts";

const rng = () => new Philox(5);

describe("random tensors", () => {
  it("take their numbers from the generator, in order", () => {
    const [a, b] = [rng(), rng()];
    expect(randn([2, 2], { rng: a, dtype: "float64" }).data).toEqual(
      Float64Array.from({ length: 4 }, () => b.normal()),
    );
    expect(a.word()).toBe(b.word());
  });

  it("are the same numbers in float32, cut to 24 bits", () => {
    const [wide, narrow] = [rand([50], { rng: rng(), dtype: "float64" }), rand([50], { rng: rng() })];
    expect(narrow.data.every((value, i) => value <= wide.data[i]! && wide.data[i]! - value < 2 ** -24)).toBe(
      true,
    );
  });

  it("of whole numbers stay in their range", () => {
    const x = randint(-2, 3, [1000], { rng: rng() });
    expect([x.dtype, new Set(x.data).size, Math.min(...x.data), Math.max(...x.data)]).toEqual([
      "int32",
      5,
      -2,
      2,
    ]);
    expect([...randperm(10, { rng: rng() }).data].sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it("may require gradients and have no elements", () => {
    expect(rand([0, 2], { rng: rng(), requiresGrad: true }).requiresGrad).toBe(true);
    expect(randperm(0, { rng: rng() }).shape).toEqual([0]);
  });

  it("refuse what makes no sense", () => {
    expect(() => randn([2], { rng: rng(), dtype: "int32" })).toThrow(
      "randn: dtype int32, float32 or float64 is needed; randint gives whole numbers",
    );
    expect(() => randint(3, 3, [1], { rng: rng() })).toThrow(
      "randint: from 3 to 3, whole numbers in int32, the first smaller, are needed",
    );
    expect(() => randint(-(2 ** 31), 2 ** 31, [1], { rng: rng() })).toThrow("integer: 4294967296 values");
    expect(() => rand([1], {} as { rng: Philox })).toThrow(
      "rand: no rng, a Philox generator is needed; pass { rng: new Philox(seed) }",
    );
    expect(() => rand([-1], { rng: rng() })).toThrow("rand: shape [-1]");
  });
});
