import type { Philox } from "@blankfile/tensor";
import { choleskyOf, type Dense } from "../../dense/dense.ts";

/**
 * The mass matrix M of the kinetic energy ½ pᵀ M⁻¹ p, by what a sampler asks of it. Best is M⁻¹ = the target's covariance.
 */
export interface Metric {
  /** M⁻¹ p, [D]. */
  velocity(p: Float64Array): Float64Array;
  /** p ~ N(0, M), [D]. */
  momentum(rng: Philox): Float64Array;
}

/** M⁻¹ diagonal, given as its diagonal [D] > 0. */
export function diagonalMetric(inverse: Float64Array): Metric {
  const deviation = inverse.map((value) => 1 / Math.sqrt(value));
  return {
    velocity: (p) => {
      const out = new Float64Array(p.length);
      for (let i = 0; i < p.length; i++) out[i] = inverse[i]! * p[i]!;
      return out;
    },
    momentum: (rng) => deviation.map((value) => value * rng.normal()),
  };
}

/** M⁻¹ = Σ, a full symmetric positive definite matrix. With Σ = L Lᵀ, p = L⁻ᵀ z has the covariance Σ⁻¹ = M. */
export function denseMetric(inverse: Dense): Metric {
  const n = inverse.rows;
  const { data } = inverse;
  const l = choleskyOf("denseMetric", "the inverse mass matrix", inverse).data;
  return {
    velocity: (p) => {
      const out = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) out[i]! += data[i * n + j]! * p[j]!;
      }
      return out;
    },
    momentum: (rng) => {
      const p = Float64Array.from({ length: n }, () => rng.normal());
      for (let i = n - 1; i >= 0; i--) {
        for (let k = i + 1; k < n; k++) p[i]! -= l[k * n + i]! * p[k]!;
        p[i]! /= l[i * n + i]!;
      }
      return p;
    },
  };
}
