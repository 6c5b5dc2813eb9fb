/**
 * What t-SNE makes small, the Kullback–Leibler divergence of the map's similarities q from the data's p, and its gradient:
 *
 *   C = Σ_{i≠j} p_ij log(p_ij / q_ij),   q_ij = w_ij / Z,   Z = Σ_{k≠l} w_kl
 *   w_ij = u_ij^((α + 1) / 2),   u_ij = 1 / (1 + ‖y_i − y_j‖² / α)
 *   ∂C/∂y_i = 2 (α + 1) / α · ( Σ_j p_ij u_ij (y_i − y_j) − Σ_j w_ij u_ij (y_i − y_j) / Z )
 *
 * the pull of the neighbours, less the push of all. Student's t has α = max(1, D − 1) degrees of freedom in D dimensions; in two, u = w.
 * Van der Maaten and Hinton 2008, equation 5; van der Maaten 2009, Learning a parametric embedding by preserving local structure, for α. (That paper and
 * scikit-learn have w² in place of w u, the same only where α = 1; central differences of C agree with w u.)
 *
 * C at Y, [N, D] row by row, and its gradient into `gradient`; p is multiplied by `exaggeration`. NaN for C unless it is asked for.
 */
export type EmbeddingGradient = (
  Y: Float64Array,
  gradient: Float64Array,
  options: { exaggeration: number; wantsError: boolean },
) => number;

/** Smaller q are taken for this in logarithms. */
export const smallest = 2 ** -52;

export const degreesOfFreedom = (D: number): number => Math.max(1, D - 1);
