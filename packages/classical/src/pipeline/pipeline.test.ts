import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Centred, MeanOnly, Nearest } from "../check-estimator/honest.fixture.ts";
import { fromJSON } from "../estimator/json.ts";
import { nameClass } from "../estimator/known.ts";
import { Transformer } from "../estimator/transformer.ts";
import { Matrix } from "../matrix/matrix.ts";
import { MinMaxScaler } from "../preprocessing/scaling/min-max-scaler.ts";
import { Normalizer } from "../preprocessing/scaling/normalizer.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { makePipeline, Pipeline } from "./pipeline.ts";

const X = [
  [0, 0],
  [2, 10],
  [4, 0],
  [6, 30],
];
const y = [0, 0, 1, 1];

/** Tells fitTransform from fit and transform. */
class OutOfFold extends Transformer<Record<string, never>> {
  static {
    nameClass("OutOfFold", OutOfFold);
  }
  constructor(options: Record<string, never> = {}) {
    super({}, options);
  }
  override fitTransform(rows: never, target?: unknown): Matrix {
    const out = this.fit(rows, target).transform(rows);
    return new Matrix(
      out.data.map(() => -1),
      [out.rows, out.cols],
    );
  }
  protected learn(): void {}
  protected change(rows: Matrix): Matrix {
    return rows;
  }
}

describe("Pipeline", () => {
  it("scales, then asks the model: the same as by hand", () => {
    const model = new Pipeline({ steps: { scale: new MinMaxScaler(), model: new Nearest() } });
    expect(
      model.fit(X, y).predict([
        [1, 30],
        [5, 0],
      ]),
    ).toEqual(
      new Nearest().fit(new MinMaxScaler().fitTransform(X), y).predict([
        [1 / 6, 1],
        [5 / 6, 0],
      ]),
    );
    expect(model.kind).toBe("classifier");
    expect(model.classes_).toEqual([0, 1]);
    expect(model.score(X, y)).toBe(0.75);
    expect(model.nFeaturesIn_).toBe(2);
  });

  it("uses fitTransform in fit and transform in predict", () => {
    const seen: number[] = [];
    class Noting extends MeanOnly {
      override fit(rows: Matrix, target: ArrayLike<number>): this {
        seen.push(rows.data[1]!);
        return super.fit(rows, target);
      }
      override predict(rows: Matrix): Float64Array {
        seen.push(rows.data[1]!);
        return super.predict(rows);
      }
    }
    new Pipeline({ steps: { fold: new OutOfFold(), model: new Noting() } }).fit(X, y).predict([[5, 7]]);
    expect(seen).toEqual([-1, 7]);
  });

  it("fits the steps themselves, and clones them in clone", () => {
    const scale = new StandardScaler();
    const model = new Pipeline({ steps: { scale, model: new Nearest() } });
    model.fit(X, y);
    expect(model.namedSteps.scale).toBe(scale);
    expect(scale.isFitted).toBe(true);
    const clone = model.clone();
    expect(clone.isFitted).toBe(false);
    expect((clone.namedSteps.scale as StandardScaler).isFitted).toBe(false);
  });

  it("passes weights to the last step", () => {
    const make = () =>
      new Pipeline({ steps: { row: new Normalizer({ norm: "max" }), model: new Nearest() } });
    const weighted = make().fit([[0], [4], [8], [-6]], [0, 0, 1, 1], { sampleWeight: [3, 1, 0, 1] });
    expect((weighted.namedSteps.model as Nearest).means_.toArray()).toEqual([[0.25], [-1]]);
  });

  it("transforms and transforms back where the last step is a transformer", () => {
    const both = new Pipeline({
      steps: { first: new StandardScaler(), none: "passthrough", last: new MinMaxScaler() },
    });
    const Z = both.fitTransform(X);
    expect(both.kind).toBe("transformer");
    expect(Z.column(0)[1]).toBeCloseTo(1 / 3, 12);
    const back = both.inverseTransform(Z);
    for (const [at, value] of X.flat().entries()) expect(back.data[at]).toBeCloseTo(value, 12);
    expect(both.getFeatureNamesOut()).toEqual(["x0", "x1"]);
    expect(new Pipeline({ steps: { none: "passthrough" } }).fit(X).transform(X).toArray()).toEqual(X);
  });

  it("refuses what the last step lacks, and says so beforehand", () => {
    const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new MeanOnly() } }).fit(X, y);
    expect(model.has("predict")).toBe(true);
    expect(model.has("predictProba")).toBe(false);
    expect(model.has("transform")).toBe(false);
    expect(() => model.predictProba(X)).toThrow(
      'Pipeline.predictProba: step "model" is a MeanOnly, which has no predictProba, a step with it is needed',
    );
    expect(() => model.getFeatureNamesOut()).toThrow(/has no getFeatureNamesOut/);
    expect(model.slice(0, -1).getFeatureNamesOut()).toEqual(["x0", "x1"]);
    expect(model.slice(0, -1).transform(X).rows).toBe(4);
  });

  it("reaches parameters of steps and replaces steps", () => {
    const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new MeanOnly() } });
    expect(model.getParams()).toMatchObject({ scale__withMean: true, model__isLoud: false });
    model.setParams({ scale__withMean: false, model__isLoud: true });
    expect(model.getParams()).toMatchObject({ scale__withMean: false, model__isLoud: true });
    model.setParams({ scale: "passthrough" });
    expect(model.namedSteps.scale).toBe("passthrough");
    model.setParams({ scale: new MinMaxScaler(), scale__clip: true });
    expect(model.getParams().scale__clip).toBe(true);
    expect(Object.keys(model.namedSteps)).toEqual(["scale", "model"]);
    expect(() => model.setParams({ scale: new MeanOnly() })).toThrow(
      /step "scale" is a MeanOnly, a transformer/,
    );
  });

  it("comes back from JSON with all that its steps learnt", () => {
    const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new Nearest() } }).fit(X, y);
    const back = fromJSON(JSON.stringify(model)) as unknown as Pipeline;
    expect(back.predict(X)).toEqual(model.predict(X));
  });

  it("keeps a table's names", () => {
    const table = new Table(
      Object.entries({
        age: { kind: "number", values: Float64Array.of(1, 2, 3, 4) },
        fare: { kind: "number", values: Float64Array.of(4, 1, 1, 0) },
      } as const),
    );
    const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new Nearest() } }).fit(
      table,
      y,
    );
    expect(model.featureNamesIn_).toEqual(["age", "fare"]);
    expect(() => model.predict(table.select(["fare", "age"]))).toThrow(/column 0 is "fare", "age" is needed/);
  });

  it("refuses steps that cannot be", () => {
    const scale = new StandardScaler();
    expect(() => new Pipeline({ steps: {} })).toThrow(/^Pipeline: no steps/);
    expect(() => new Pipeline({ steps: { 0: scale } })).toThrow(/"0", a name that is no number/);
    expect(() => new Pipeline({ steps: { a__b: scale } })).toThrow(/without "__"/);
    expect(() => new Pipeline({ steps: { steps: scale } })).toThrow(/which is a parameter/);
    expect(() => new Pipeline({ steps: { a: new MeanOnly(), b: scale } })).toThrow(/step "a" is a MeanOnly/);
    expect(() => new Pipeline({ steps: { a: 3 as never } })).toThrow(TypeError);
    expect(() => new Pipeline({ steps: { model: new MeanOnly() } }).predict(X)).toThrow(/call fit/);
  });

  it("a fit that fails has learnt nothing", () => {
    const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new MeanOnly() } }).fit(X, y);
    expect(() => model.fit(X, [1])).toThrow(/y has 1 values/);
    expect(model.isFitted).toBe(false);
  });

  it.each([
    [
      "a classifier",
      () => new Pipeline({ steps: { same: "passthrough", row: new Normalizer(), model: new Nearest() } }),
    ],
    ["a regressor", () => new Pipeline({ steps: { model: new MeanOnly() } })],
    ["transformers", () => new Pipeline({ steps: { a: new Centred(), b: new StandardScaler() } })],
  ])("of %s keeps the contract", (_, make) => {
    expect(checkEstimator(make as never)).toEqual([]);
  });
});

describe("makePipeline", () => {
  it("names steps after their classes, numbered where one is there twice", () => {
    const model = makePipeline(
      new StandardScaler(),
      new MinMaxScaler(),
      new StandardScaler(),
      new MeanOnly(),
    );
    expect(Object.keys(model.namedSteps)).toEqual([
      "standardscaler-1",
      "minmaxscaler",
      "standardscaler-2",
      "meanonly",
    ]);
  });
});
