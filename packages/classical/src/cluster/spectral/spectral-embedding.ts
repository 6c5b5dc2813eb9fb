import { largestEigenpairs } from "../../matrix/largest-eigenpairs.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";

export type Affinity = "rbf" | "nearestNeighbors" | "precomputed";

/**
 * How alike two rows are, [N, N]: e^(−γ ‖x − y‖²), or 1 for neighbours (½ where only one counts the other among its k nearest, itself counted), or X itself.
 */
export function affinityOf(
  X: Matrix,
  affinity: Affinity,
  { gamma, nNeighbors }: { gamma: number; nNeighbors: number },
): Matrix {
  const N = X.rows;
  if (affinity === "precomputed") return X;
  const out = Matrix.zeros(N, N);
  if (affinity === "nearestNeighbors") {
    const k = Math.min(nNeighbors, N);
    const { indices } = kNeighbors(X, X, k);
    for (let i = 0; i < N; i++) {
      for (let at = i * k; at < (i + 1) * k; at++) {
        out.data[i * N + indices[at]!]! += 0.5;
        out.data[indices[at]! * N + i]! += 0.5;
      }
    }
    return out;
  }
  for (let i = 0; i < N; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let f = 0; f < X.cols; f++) sum += (X.at(i, f) - X.at(j, f)) ** 2;
      out.data[i * N + j] = Math.exp(-gamma * sum);
      out.data[j * N + i] = out.data[i * N + j]!;
    }
  }
  return out;
}

/**
 * Rows as the graph of the affinities W sees them: D^(−1/2) u for the eigenvectors u of the k smallest eigenvalues of
 *
 *   L = I − D^(−1/2) W D^(−1/2),   D = diag(Σ_j W_ij), W without its diagonal
 *
 * Rows that are much alike come to lie together. The first one is constant where the graph hangs together. Von Luxburg 2007, A tutorial on spectral
 * clustering, https://arxiv.org/abs/0711.0189
 */
export function spectralEmbedding(W: Matrix, k: number, { dropFirst = false, seed = 0 } = {}): Matrix {
  const N = W.rows;
  const roots = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    let degree = 0;
    for (let j = 0; j < N; j++) if (j !== i) degree += W.data[i * N + j]!;
    roots[i] = degree > 0 ? Math.sqrt(degree) : 1;
  }
  const count = Math.min(N, k + Number(dropFirst));
  // The largest of I + D^(−1/2) W D^(−1/2) belong to the smallest of L.
  const product = (x: Float64Array, y: Float64Array) => {
    const scaled = x.map((value, i) => value / roots[i]!);
    for (let i = 0, at = 0; i < N; i++) {
      let sum = 0;
      for (let j = 0; j < N; j++, at++) sum += W.data[at]! * scaled[j]!;
      sum -= W.data[i * N + i]! * scaled[i]!;
      y[i] = x[i]! + sum / roots[i]!;
    }
  };
  const { vectors } = largestEigenpairs(N, product, count, { seed });
  const from = Number(dropFirst);
  const out = Matrix.zeros(N, count - from);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < out.cols; j++) out.data[i * out.cols + j] = vectors.at(i, j + from) / roots[i]!;
  return out;
}
