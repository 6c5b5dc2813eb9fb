export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** With it T = S, and query t sees keys 0 to t. */
  causal: boolean;
}

/**
 * One key after another, with the largest score m so far, the sum z of e^(s − m) and the mean o of the values:
 *
 *   m′ = max(m, s),   z′ = z e^(m − m′) + e^(s − m′),   o′ = o + (v − o) e^(s − m′) / z′
 */
export function attention({ Q, K, V, causal }: Inputs): { weights: Matrix; output: Matrix } {
  const weights: Matrix = [];
  const output: Matrix = [];
  for (let t = 0; t < Q.length; t++) {
    const seen = causal ? t + 1 : K.length;
    const s: number[] = [];
    const o = new Array<number>(V[0]!.length).fill(0);
    let m = Number.NEGATIVE_INFINITY;
    let z = 0;
    for (let j = 0; j < seen; j++) {
      s[j] = dot(Q[t]!, K[j]!) / Math.sqrt(Q[t]!.length);
      const top = Math.max(m, s[j]!);
      const weight = Math.exp(s[j]! - top);
      z = z * Math.exp(m - top) + weight;
      m = top;
      for (let c = 0; c < o.length; c++) o[c]! += ((V[j]![c]! - o[c]!) * weight) / z;
    }
    weights.push(K.map((_, j) => (j < seen ? Math.exp(s[j]! - m) / z : 0)));
    output.push(o);
  }
  return { weights, output };
}

/**
 * ∂L/∂s_tj = A_tj (g_t · v_j − g_t · o_t): the sum over a row that the softmax asks for is the product of g_t with the output,
 * Σ_l A_tl (g_t · v_l) = g_t · o_t. Each number is sent on as soon as it is known.
 */
export function attentionGradients(inputs: Inputs, G: Matrix): { Q: Matrix; K: Matrix; V: Matrix } {
  const { Q, K, V } = inputs;
  const { weights, output } = attention(inputs);
  const gradients = { Q: zerosLike(Q), K: zerosLike(K), V: zerosLike(V) };
  for (let t = 0; t < Q.length; t++) {
    const shared = dot(G[t]!, output[t]!);
    for (let j = 0; j < K.length; j++) {
      const weight = weights[t]![j]!;
      const slope = (weight * (dot(G[t]!, V[j]!) - shared)) / Math.sqrt(Q[t]!.length);
      addScaled(gradients.V[j]!, weight, G[t]!);
      addScaled(gradients.Q[t]!, slope, K[j]!);
      addScaled(gradients.K[j]!, slope, Q[t]!);
    }
  }
  return gradients;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(target: number[], factor: number, row: readonly number[]): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * row[i]!;
}

function zerosLike(A: Matrix): Matrix {
  return A.map((row) => row.map(() => 0));
}
