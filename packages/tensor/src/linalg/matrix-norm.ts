/**
 * Norms of matrices.
 *
 *   fro: √(Σ a_ij²)   1: largest column sum of |a_ij|   ∞: largest row sum   2: σ₁   nuc: Σ σ_i
 *   −1, −∞, −2: the smallest instead of the largest
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 2.3.
 */
import { optionsOf, show } from "../arguments.ts";
import { sum } from "../ops/broadcast.ts";
import { eq } from "../ops/comparisons.ts";
import { amax, amin } from "../ops/extremes.ts";
import { abs } from "../ops/functions.ts";
import { pow, sqrt } from "../ops/powers.ts";
import { where } from "../ops/select.ts";
import type { Tensor } from "../tensor.ts";
import { requireMatrices } from "./matrices.ts";
import { svdvals } from "./svd.ts";

/** 1, 2, their negatives, ±Infinity, "fro" or "nuc". */
export type MatrixNormOrder = number | "fro" | "nuc";

export function matrixNorm(x: Tensor, options: { ord?: MatrixNormOrder } = {}): Tensor {
  const { ord = "fro" } = optionsOf("matrixNorm", options);
  const a = requireMatrices("matrixNorm", x);
  switch (ord) {
    case "fro":
      return frobenius(a);
    case "nuc":
      return sum(svdvals(a), { dim: -1 });
    case 2:
      return amax(svdvals(a), { dim: -1 });
    case -2:
      return amin(svdvals(a), { dim: -1 });
    case 1:
      return amax(sum(abs(a), { dim: -2 }), { dim: -1 });
    case -1:
      return amin(sum(abs(a), { dim: -2 }), { dim: -1 });
    case Infinity:
      return amax(sum(abs(a), { dim: -1 }), { dim: -1 });
    case -Infinity:
      return amin(sum(abs(a), { dim: -1 }), { dim: -1 });
    default:
      throw new RangeError(
        `matrixNorm: ord ${show(ord)}, one of 1, -1, 2, -2, Infinity, -Infinity, "fro", "nuc" is needed`,
      );
  }
}

function frobenius(a: Tensor): Tensor {
  const square = sum(pow(a, 2), { dim: [-2, -1] });
  // At A = 0 the root has no derivative: 0 as in PyTorch, not 0 · ∞.
  const zero = eq(square, 0);
  return where(zero, 0, sqrt(where(zero, 1, square)));
}
