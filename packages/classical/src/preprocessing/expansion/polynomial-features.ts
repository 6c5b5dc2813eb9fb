import { nameClass } from "../../estimator/known.ts";
import { boolean, custom, type Options } from "../../estimator/parameters.ts";
import { Transformer } from "../../estimator/transformer.ts";
import { requireFiniteResult } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";

const parameters = {
  /** Up to this, or [from, to]; the column of ones is there whatever `from`. */
  degree: custom<number | readonly [number, number]>(
    2,
    isDegree,
    "a whole number ≥ 0, or [from, to] with 0 ≤ from ≤ to",
  ),
  /** Whether no column is multiplied with itself. */
  interactionOnly: boolean(false),
  /** Whether the column of ones is there. */
  includeBias: boolean(true),
};

export type PolynomialFeaturesOptions = Options<typeof parameters>;

/** One column of the result: those before it times column `factor`. */
interface Terms {
  /** Where the term without its last factor stands, [terms]. */
  parents: Int32Array;
  /** The last factor's column, [terms]. */
  factors: Int32Array;
  /** The first term of the result, but for that of ones, which is term 0. */
  from: number;
}

/**
 * All products of columns up to a degree: 1, x₀, x₁, x₀², x₀x₁, x₁², … Of F columns and degree d (F + d choose d) columns come out.
 */
export class PolynomialFeatures extends Transformer<typeof parameters> {
  static {
    nameClass("PolynomialFeatures", PolynomialFeatures);
  }

  /** F′. */
  declare nOutputFeatures_: number;
  /** The exponents, [F′, F]. */
  declare powers_: Matrix;

  constructor(options: PolynomialFeaturesOptions = {}) {
    super(parameters, options);
  }

  /** "1", "x0", "x0^2", "x0 x1", with the names of the columns in fit. */
  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    return Array.from({ length: this.powers_.rows }, (_, t) => {
      const factors = names.flatMap((name, j) => {
        const power = this.powers_.at(t, j);
        return power === 0 ? [] : power === 1 ? [name] : [`${name}^${power}`];
      });
      return factors.join(" ") || "1";
    });
  }

  protected learn({ X }: { X: Matrix }): void {
    const { parents, factors, from } = this.#terms(X.cols);
    const powers = Matrix.zeros(parents.length, X.cols);
    for (let t = 1; t < parents.length; t++) {
      powers.data.set(powers.row(parents[t]!), t * X.cols);
      powers.data[t * X.cols + factors[t]!]! += 1;
    }
    const kept = Array.from({ length: parents.length - from }, (_, t) => from + t);
    this.powers_ = powers.takeRows(this.params.includeBias ? [0, ...kept] : kept);
    this.nOutputFeatures_ = this.powers_.rows;
    if (this.nOutputFeatures_ === 0)
      this.refuse(
        "fit",
        "degree 0 without includeBias has no columns, a higher degree or includeBias is needed",
      );
  }

  protected change(X: Matrix): Matrix {
    const { parents, factors, from } = this.#terms(X.cols);
    const bias = Number(this.params.includeBias);
    const width = this.nOutputFeatures_;
    const out = Matrix.zeros(X.rows, width);
    const terms = new Float64Array(parents.length);
    terms[0] = 1;
    for (let i = 0; i < X.rows; i++) {
      const row = X.row(i);
      for (let t = 1; t < terms.length; t++) terms[t] = terms[parents[t]!]! * row[factors[t]!]!;
      out.data[i * width] = 1;
      out.data.set(terms.subarray(from), i * width + bias);
    }
    requireFiniteResult(`${this.name}.transform`, "the product at", out);
    return out;
  }

  /** Degree by degree; within one, the products of the degree before, each times the columns from its last factor on. */
  #terms(F: number): Terms {
    const { degree, interactionOnly } = this.params;
    const [least, most] = typeof degree === "number" ? [1, degree] : degree;
    const [parents, factors] = [[0], [-1]];
    let [begin, from] = [0, 1];
    for (let d = 1; d <= most; d++) {
      const end = parents.length;
      if (d === least) from = end;
      for (let parent = begin; parent < end; parent++) {
        const first = parent === 0 ? 0 : factors[parent]! + Number(interactionOnly);
        for (let j = first; j < F; j++) {
          parents.push(parent);
          factors.push(j);
        }
      }
      begin = end;
    }
    return { parents: Int32Array.from(parents), factors: Int32Array.from(factors), from };
  }
}

function isDegree(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length === 2 && value.every(Number.isSafeInteger) && 0 <= value[0] && value[0] <= value[1];
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
