import { parseCsv } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { Centred, MeanOnly, Nearest } from "../check-estimator/honest.fixture.ts";
import { Matrix } from "../matrix/matrix.ts";
import { Estimator } from "./estimator.ts";
import { fromJSON } from "./json.ts";
import { nameClass } from "./known.ts";
import { choice, custom, integer, type Options, optional, type Parameter, real } from "./parameters.ts";
import { Regressor } from "./regressor.ts";

const parameters = {
  base: custom<Regressor<never>>(
    new MeanOnly() as never,
    (value) => value instanceof Estimator,
    "an estimator",
  ),
  parts: custom<Record<string, Nearest>>({}, (value) => typeof value === "object", "estimators by name"),
  rate: real(0.5, { min: 0, below: 1 }),
  how: choice("mean", "zero"),
  count: optional(integer(1, { min: 1 })),
} satisfies Record<string, Parameter<unknown>>;

class Outer extends Regressor<typeof parameters> {
  static {
    nameClass("Outer", Outer);
  }
  declare values_: unknown;
  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }
  protected learn(): void {
    this.values_ = {
      a: [Number.NaN, -0, Infinity, 0.1 + 0.2],
      f: Float32Array.of(0.1, Number.NaN),
      m: Matrix.fromRows([[1, 2]], ["p", "q"]),
    };
  }
  protected values(X: Matrix): Float64Array {
    return new Float64Array(X.rows);
  }
}

describe("an estimator", () => {
  it("stores what it was given and the defaults of the rest", () => {
    const estimator = new Outer({ rate: 0.25 });
    expect(estimator.params.rate).toBe(0.25);
    expect(estimator.params.how).toBe("mean");
    expect(estimator.params.count).toBe(null);
  });

  it.each([
    [{ rat: 1 }, 'Outer: "rat" is no option, one of base, parts, rate, how, count is needed'],
    [{ rate: 1 }, "Outer: rate is 1, a number ≥ 0 and < 1 is needed"],
    [{ rate: "1" }, 'Outer: rate is "1", a number ≥ 0 and < 1 is needed'],
    [{ rate: Number.NaN }, "Outer: rate is NaN, a number ≥ 0 and < 1 is needed"],
    [{ how: "median" }, 'Outer: how is "median", one of "mean", "zero" is needed'],
    [{ count: 0.5 }, "Outer: count is 0.5, a whole number ≥ 1, or null is needed"],
    [{ constructor: 1 }, 'Outer: "constructor" is no option, one of base, parts, rate, how, count is needed'],
    [3, "Outer: 3 as options, an object such as { name: value } is needed"],
  ])("refuses %j", (options, message) => {
    expect(() => new Outer(options as never)).toThrow(message);
  });

  it("has the parameters of those inside as name__parameter, and sets them", () => {
    const estimator = new Outer({ parts: { a: new Nearest() } });
    expect(Object.keys(estimator.getParams())).toEqual([
      "base",
      "base__isLoud",
      "parts",
      "a",
      "a__isLoud",
      "rate",
      "how",
      "count",
    ]);
    estimator.setParams({ a__isLoud: true, rate: 0.75, base__isLoud: true });
    expect(estimator.params.parts.a!.params.isLoud).toBe(true);
    expect(estimator.params.rate).toBe(0.75);
    const other = new Nearest({ isLoud: true });
    expect(estimator.setParams({ a: other }).params.parts.a).toBe(other);
    expect(() => estimator.setParams({ b__isLoud: true })).toThrow(/no estimator "b" is inside/);
    expect(() => estimator.setParams({ a__loud: true })).toThrow(/Nearest: "loud" is no option/);
  });

  it("changes nothing where one of several parameters is refused", () => {
    const estimator = new Outer({ parts: { a: new Nearest() }, rate: 0.5 });
    expect(() => estimator.setParams({ rate: 0.75, a__isLoud: true, base__isLoud: "very" })).toThrow(
      /isLoud is "very"/,
    );
    expect(() => estimator.setParams({ rate: 0.75, b__isLoud: true })).toThrow(/no estimator "b"/);
    expect(estimator.params.rate).toBe(0.5);
    expect(estimator.params.parts.a!.params.isLoud).toBe(false);
  });

  it("clones those inside", () => {
    const inner = new Nearest();
    const clone = new Outer({ parts: { a: inner } }).clone();
    expect(clone.params.parts.a).toBeInstanceOf(Nearest);
    expect(clone.params.parts.a).not.toBe(inner);
  });

  it("keeps NaN, −0, infinity, arrays and matrices through JSON", () => {
    const estimator = new Outer({ parts: { a: new Nearest().fit([[0], [1]], ["x", "y"]) } }).fit([[1]], [1]);
    const back = fromJSON(JSON.stringify(estimator)) as Outer;
    expect(back.values_).toEqual(estimator.values_);
    expect(Object.is((back.values_ as { a: number[] }).a[1], -0)).toBe(true);
    expect(back.params.parts.a!.predict([[0.2]])).toEqual(["x"]);
  });

  it("refuses JSON of another layout, and of classes it does not know", () => {
    expect(() => fromJSON("{}")).toThrow(/format undefined, 1 is needed/);
    expect(() => fromJSON({ format: 1, estimator: "Oracle", options: {}, learnt: {} })).toThrow(
      /no estimator "Oracle" is known/,
    );
  });

  it("has learnt nothing after a fit that failed", () => {
    const estimator = new Nearest().fit([[0], [1]], [0, 1]);
    expect(() => estimator.fit([[0], [1]], [1, 1])).toThrow(
      "Nearest.fit: y has the one class 1, at least 2 are needed",
    );
    expect(estimator.isFitted).toBe(false);
  });

  it("knows the names of a table's columns and refuses them in another order", () => {
    const table = parseCsv("a,b\n1,2\n3,4\n");
    const estimator = new Centred().fit(table);
    expect(estimator.getFeatureNamesOut()).toEqual(["a", "b"]);
    expect(() => estimator.transform(table.select(["b", "a"]))).toThrow(
      /column 0 is "b", "a" is needed as in fit/,
    );
  });

  it("refuses words in a table by the column's name", () => {
    const table = parseCsv("a,town\n1,Oslo\n3,Oslo\n");
    expect(() => new Centred().fit(table)).toThrow(/column "town" is of kind category, numbers are needed/);
  });
});
