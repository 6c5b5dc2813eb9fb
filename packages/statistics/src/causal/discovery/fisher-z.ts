import {
  choleskyOf,
  type Dense,
  denseOf,
  identity,
  type Rows,
  solveByCholesky,
  zerosOf,
} from "../../dense/dense.ts";
import { ndtr } from "../../special/error/ndtr.ts";
import type { IndependenceTest } from "./pc.ts";

export interface FisherZ {
  /** The partial correlation r. */
  correlation: number;
  statistic: number;
  /** Two-sided. */
  pValue: number;
}

/**
 * Fisher's test of a partial correlation.
 *
 *   r = −Π_ij / √(Π_ii Π_jj),   Π the inverse of the correlations of i, j and S
 *   z = √(n − |S| − 3) · atanh r,   about N(0, 1) under independence of Gaussian variables
 *
 * Fisher 1924, "The distribution of the partial correlation coefficient". Collinear columns are refused by the Cholesky
 * factor.
 */
export class FisherZTest {
  readonly #correlations: Dense;
  readonly #n: number;

  /** `data`: n rows of numbers. */
  constructor(data: Rows) {
    this.#n = data.length;
    const columns = data[0]?.length ?? 0;
    if (this.#n < 4) throw new RangeError(`FisherZTest: ${this.#n} rows, at least 4 are needed`);
    this.#correlations = correlationsOf(denseOf("FisherZTest", "data", data, [this.#n, columns]));
  }

  /** Columns i and j given the columns S. */
  test(i: number, j: number, S: readonly number[] = []): FisherZ {
    const freedom = this.#n - S.length - 3;
    if (freedom <= 0) {
      throw new RangeError(
        `FisherZTest: ${this.#n} rows given ${S.length} columns, more than ${S.length + 3} rows are needed`,
      );
    }
    const places = [i, j, ...S];
    const block = zerosOf(places.length, places.length);
    places.forEach((a, row) => {
      places.forEach((b, column) => {
        block.data[row * places.length + column] =
          this.#correlations.data[a * this.#correlations.columns + b]!;
      });
    });
    const L = choleskyOf("FisherZTest", `the correlations of columns ${places.join(", ")}`, block);
    const { data } = solveByCholesky(L, identity(places.length));
    const correlation = -data[1]! / Math.sqrt(data[0]! * data[places.length + 1]!);
    const statistic = Math.sqrt(freedom) * Math.atanh(correlation);
    return { correlation, statistic, pValue: 2 * ndtr(-Math.abs(statistic)) };
  }

  /** As `pc` asks: independent unless p < alpha. */
  at(alpha: number): IndependenceTest {
    if (!(alpha > 0 && alpha < 1))
      throw new RangeError(`FisherZTest: alpha ${alpha}, a number between 0 and 1 is needed`);
    return (i, j, S) => this.test(i, j, S).pValue >= alpha;
  }
}

function correlationsOf({ rows, columns, data }: Dense): Dense {
  const out = zerosOf(columns, columns);
  const means = Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * columns + j]!;
    return sum / rows;
  });
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < rows; i++)
        sum += (data[i * columns + a]! - means[a]!) * (data[i * columns + b]! - means[b]!);
      out.data[a * columns + b] = sum;
      out.data[b * columns + a] = sum;
    }
  }
  const deviation = means.map((_, j) => Math.sqrt(out.data[j * columns + j]!));
  const constant = deviation.indexOf(0);
  if (constant >= 0)
    throw new RangeError(`FisherZTest: column ${constant} is constant, columns that vary are needed`);
  return {
    ...out,
    data: out.data.map((value, i) => value / (deviation[Math.floor(i / columns)]! * deviation[i % columns]!)),
  };
}
