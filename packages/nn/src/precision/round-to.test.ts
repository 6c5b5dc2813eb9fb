import { readFileSync } from "node:fs";
import { allclose, compile, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { roundTo } from "../index.ts";
import { type FormatName, formats } from "./formats.ts";
import { castTo } from "./round-to.ts";

const f64 = (values: number[]) => tensor(values, { dtype: "float64" });
const numbers = (x: Tensor) => Array.from(x.data);
const names = Object.keys(formats) as FormatName[];

describe("float16 by hand", () => {
  it("has 11 bits: 2049 lies between 2048 and 2050, and goes to the even one", () => {
    expect(numbers(roundTo(tensor([2049, 2051, 2049.1]), "float16"))).toEqual([2048, 2052, 2050]);
  });

  it("ends at 65504: 65519 still rounds to it, 65520 does not", () => {
    expect(numbers(roundTo(tensor([65519, 65520, -65520]), "float16"))).toEqual([65504, Infinity, -Infinity]);
    expect(numbers(roundTo(tensor([65520, -Infinity]), "float16", { saturate: true }))).toEqual([
      65504, -65504,
    ]);
  });

  it("begins at 2⁻²⁴: half of it is 0, a little more is not, and the sign stays", () => {
    const least = 2 ** -24;
    expect(numbers(roundTo(f64([least / 2, -least / 2, least * 0.51, least * 1.5]), "float16"))).toEqual([
      0,
      -0,
      least,
      2 * least,
    ]);
  });
});

describe("against NumPy and the tables of the paper", () => {
  const special: Record<string, number> = { NaN, Infinity, "-Infinity": -Infinity };
  const text = readFileSync(new URL("../../../../golden/nn/numpy-precision.json", import.meta.url), "utf8");
  const { values } = JSON.parse(text, (_, v) => (typeof v === "string" ? (special[v] ?? v) : v)) as {
    values: Record<string, Record<string, number[]>>;
  };
  it.each(names)("%s: every value, bit for bit, eager and compiled", (name) => {
    const { input, output, saturated, overflowing } = values[name]!;
    const cases = [
      [output ?? overflowing, false],
      [saturated, true],
    ] as const;
    for (const [expected, saturate] of cases) {
      if (!expected) continue;
      const round = (x: Tensor) => roundTo(x, name, { saturate });
      expect(numbers(round(f64(input!)))).toEqual(expected);
      expect(numbers(compile(round)(f64(input!)))).toEqual(expected);
    }
  });

  it.each(["float8_e4m3fn", "float8_e5m2"] as const)("%s: every code is a number of the format", (name) => {
    const codes = values[name]!.codes!;
    expect(numbers(roundTo(f64(codes), name))).toEqual(codes);
    expect(numbers(roundTo(tensor(codes), name))).toEqual(codes);
  });
});

it.each(names)(
  "%s: random numbers over all magnitudes go to the nearest multiple of their spacing",
  (name) => {
    const { precision, minExponent, largest } = formats[name];
    const rng = new Philox(1);
    const x = Array.from({ length: 5000 }, () => (rng.uniform() - 0.5) * 2 ** (rng.integer(300) - 150));
    const expected = x.map((value) => {
      const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minExponent);
      const spacing = 2 ** (exponent - precision + 1);
      const nearest = Math.round(value / spacing) * spacing;
      return Math.abs(nearest) > largest ? Math.sign(value) * largest : nearest;
    });
    expect(numbers(roundTo(f64(x), name, { saturate: true }))).toEqual(expected);
  },
);

it("powers of two, their neighbours and all of them twice are exact: rounding is idempotent", () => {
  for (const name of names) {
    const x: number[] = [];
    for (let e = -160; e <= 130; e++) x.push(2 ** e, 2 ** e * (1 - 2 ** -53), 2 ** e * (1 + 2 ** -52));
    const once = roundTo(f64(x), name);
    expect(numbers(roundTo(once, name))).toEqual(numbers(once));
    const { minExponent, largest } = formats[name];
    for (let e = minExponent; 2 ** e <= largest; e++)
      expect(roundTo(f64([2 ** e]), name).item()).toBe(2 ** e);
  }
});

it("float16 and bfloat16 of float32 and of float64 are the same numbers where float32 holds x", () => {
  const x = randn([200], { rng: new Philox(2) });
  for (const name of names)
    expect(numbers(roundTo(x, name))).toEqual(numbers(roundTo(x.to("float64"), name)));
});

it("the gradient passes straight through, castTo's is rounded", () => {
  const x = tensor([1.2345, 70000], { requiresGrad: true });
  const seed = tensor([1 + 2 ** -12, 2 ** -26]);
  roundTo(x, "float16").backward(seed);
  expect(allclose(x.grad!, seed, { rtol: 0, atol: 0 })).toBe(true);
  x.grad = null;
  castTo(x, { format: "float16", gradient: "float16" }).backward(seed);
  expect(numbers(x.grad!)).toEqual([1, 0]);
});

it("refuses other formats and other dtypes", () => {
  expect(() => roundTo(tensor([1]), "float8" as FormatName)).toThrow(
    /format "float8", one of bfloat16, float16/,
  );
  expect(() => roundTo(tensor([1], { dtype: "int32" }), "float16")).toThrow(/dtype int32/);
  expect(numbers(roundTo(tensor([]), "float16"))).toEqual([]);
});
