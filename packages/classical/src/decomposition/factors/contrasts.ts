import type { Matrix } from "../../matrix/matrix.ts";

/**
 * g = G′ and g′ of a function G that tells how far a variable is from normal, at each y:
 *
 *   logcosh   g = tanh α y,          g′ = α (1 − tanh² α y)      a good choice for most sources
 *   exp       g = y exp(−y²/2),      g′ = (1 − y²) exp(−y²/2)    for sources with long tails
 *   cube      g = y³,                g′ = 3 y²                   kurtosis: for short tails; outliers rule it
 *
 * Hyvärinen 1999, https://doi.org/10.1109/72.761722.
 */
export type ContrastName = "logcosh" | "exp" | "cube";

/** Replaces each y of Y, [K, N], by g(y); gives the mean of g′ in each row, [K]. */
export function applyContrast(Y: Matrix, name: ContrastName, alpha: number): Float64Array {
  const { data, rows, cols } = Y;
  const slopes = new Float64Array(rows);
  for (let k = 0, at = 0; k < rows; k++) {
    let sum = 0;
    for (let i = 0; i < cols; i++, at++) {
      const y = data[at]!;
      if (name === "logcosh") {
        const g = Math.tanh(alpha * y);
        data[at] = g;
        sum += alpha * (1 - g * g);
      } else if (name === "exp") {
        const bell = Math.exp((-y * y) / 2);
        data[at] = y * bell;
        sum += (1 - y * y) * bell;
      } else {
        data[at] = y * y * y;
        sum += 3 * y * y;
      }
    }
    slopes[k] = sum / cols;
  }
  return slopes;
}
