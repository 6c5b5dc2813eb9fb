import { describe, expect, it } from "vitest";
import type { Classified } from "../estimator/classifier.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Measured } from "../estimator/regressor.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { checkEstimator } from "./check-estimator.ts";
import { Centred, MeanOnly, Nearest } from "./honest.fixture.ts";

describe("checkEstimator", () => {
  it.each([
    ["Nearest", () => new Nearest()],
    ["MeanOnly", () => new MeanOnly()],
    ["Centred", () => new Centred()],
  ] as const)("finds nothing wrong with %s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});

/** Each breaks one promise. */
const broken: Record<string, { make: () => AnyEstimator; fault: RegExp }> = {
  "changes an option": {
    make: () =>
      new (class extends MeanOnly {
        protected override learn(data: Measured): void {
          super.learn(data);
          (this as { params: object }).params = { isLoud: true };
        }
      })(),
    fault: /fit changed isLoud/,
  },
  "keeps a field without _": {
    make: () =>
      new (class extends MeanOnly {
        mean?: number;
        protected override learn(data: Measured): void {
          super.learn(data);
          Object.defineProperty(this, "total", {
            value: 1,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
      })(),
    fault: /fit made total/,
  },
  "counts its fits": {
    make: () => {
      let fits = 0;
      return new (class extends MeanOnly {
        protected override learn(data: Measured): void {
          super.learn(data);
          this.mean_ += fits++;
        }
      })();
    },
    fault: /fit on A, then B, is not fit on B/,
  },
  "draws without a seed": {
    make: () =>
      new (class extends MeanOnly {
        protected override learn(data: Measured): void {
          super.learn(data);
          this.mean_ += draw();
        }
      })(),
    fault: /two fits of the same learn different things/,
  },
  "hides what it learnt": {
    make: () => new Hidden(),
    fault: /comes back from JSON/,
  },
  "changes X": {
    make: () =>
      new (class extends MeanOnly {
        protected override learn(data: Measured): void {
          super.learn(data);
          data.X.data[0] = 0;
        }
      })(),
    fault: /X was changed/,
  },
  "takes X of any width": {
    make: () =>
      new (class extends MeanOnly {
        override predict(X: MatrixLike): Float64Array {
          this.requireFitted("predict");
          return new Float64Array((X as Matrix).rows ?? 0).fill(this.mean_);
        }
      })(),
    fault: /predict of 7 columns is taken/,
  },
  "looks at the rows beside": {
    make: () =>
      new (class extends MeanOnly {
        protected override values(X: Matrix): Float64Array {
          return new Float64Array(X.rows).fill(X.rows);
        }
      })(),
    fault: /does not depend on the rows beside it/,
  },
  "passes over weights": {
    make: () =>
      new (class extends Nearest {
        protected override learn(data: Classified): void {
          super.learn({ ...data, sampleWeight: undefined });
        }
      })(),
    fault: /a weight of 2 is the row twice/,
  },
  "gives NaN for a constant column": {
    make: () =>
      new (class extends Centred {
        protected override change(X: Matrix): Matrix {
          const out = super.change(X);
          const last = out.column(2);
          const size = Math.max(...last.map(Math.abs));
          for (let i = 0; i < out.rows; i++) out.data[i * out.cols + 2] = last[i]! / size;
          return out;
        }
      })(),
    fault: /constant column: transform gives NaN/,
  },
  "takes numbers of any size": {
    make: () =>
      new (class extends MeanOnly {
        override predict(X: MatrixLike): Float64Array {
          this.requireFitted("predict");
          const rows = Matrix.fromRows((X as Matrix).toArray());
          const size = rows.data.every((x) => x - x === 0) ? rows.data.map((x) => Math.min(x, 1)) : rows.data;
          return super.predict(new Matrix(size, [rows.rows, rows.cols]));
        }
      })(),
    fault: /predict with 1e200 is taken/,
  },
  "takes the fourth power of what it is given": {
    make: () =>
      new (class extends Nearest {
        override decisionFunction(X: MatrixLike): Matrix {
          const out = super.decisionFunction(X);
          return new Matrix(
            out.data.map((value) => value ** 4 / value ** 3),
            [out.rows, out.cols],
          );
        }
      })(),
    fault: /one value of 1e98: decisionFunction gives NaN/,
  },
  "divides by a tiny spread": {
    make: () =>
      new (class extends Centred {
        protected override change(X: Matrix): Matrix {
          const out = super.change(X);
          const size = Math.max(...out.column(1).map(Math.abs));
          for (let i = 0; i < out.rows; i++) out.data[i * out.cols + 1]! *= 1 / size;
          return out;
        }
      })(),
    fault: /a column times 1e-310: transform gives (NaN|-?Infinity)/,
  },
  "names too few columns": {
    make: () =>
      new (class extends Centred {
        override getFeatureNamesOut(): string[] {
          return ["one"];
        }
      })(),
    fault: /1 names for 3 columns/,
  },
  "answers with codes": {
    make: () =>
      new (class extends Nearest {
        override predict(X: MatrixLike): number[] {
          return Array.from(this.codes(this.checked("predict", X)));
        }
      })(),
    fault: /predict gives other labels/,
  },
};

let drawn = 0;
const draw = (): number => ++drawn;

class Hidden extends MeanOnly {
  static {
    nameClass("Hidden", Hidden);
  }
  #mean = 0;
  protected override learn(data: Measured): void {
    super.learn(data);
    this.#mean = this.mean_;
  }
  protected override values(X: Matrix): Float64Array {
    return new Float64Array(X.rows).fill(this.#mean);
  }
}

describe("checkEstimator finds an estimator that", () => {
  it.each(Object.entries(broken))("%s", (_, { make, fault }) => {
    expect(checkEstimator(make).join("\n")).toMatch(fault);
  });
});
