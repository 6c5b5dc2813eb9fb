export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** T × S, true where query t sees key j; without it all is seen. */
  mask?: boolean[][];
}
/** Query by query, over the list of the keys that it sees; a share is one over the sum of e to the differences. */
export function attention({ Q, K, V, mask }: Inputs): { weights: Matrix; output: Matrix } {
  const weights = zeros(Q.length, K.length);
  const output = zeros(Q.length, V[0]!.length);
  for (const [t, q] of Q.entries()) {
    const keys = [...K.keys()].filter((j) => mask?.[t]?.[j] ?? true);
    const scores = keys.map((j) => product(q, K[j]!) / q.length ** 0.5);
    for (const [n, j] of keys.entries()) {
      let inverse = 0;
      for (const s of scores) inverse += Math.exp(s - scores[n]!);
      weights[t]![j] = 1 / inverse;
      addTimes(output[t]!, 1 / inverse, V[j]!);
    }
  }
  return { weights, output };
}

/** The slope in a score is A g · (v − o): how much its value differs from the average, as g sees it. */
export function attentionGradients(inputs: Inputs, G: Matrix): { Q: Matrix; K: Matrix; V: Matrix } {
  const { weights, output } = attention(inputs);
  const found = { Q: like(inputs.Q), K: like(inputs.K), V: like(inputs.V) };
  weights.forEach((row, t) => {
    row.forEach((share, j) => {
      if (share === 0) return;
      const apart = inputs.V[j]!.map((v, c) => v - output[t]![c]!);
      const slope = (share * product(G[t]!, apart)) / inputs.Q[t]!.length ** 0.5;
      addTimes(found.Q[t]!, slope, inputs.K[j]!);
      addTimes(found.K[j]!, slope, inputs.Q[t]!);
      addTimes(found.V[j]!, share, G[t]!);
    });
  });
  return found;
}

function addTimes(to: number[], factor: number, row: readonly number[]): void {
  for (const [c, value] of row.entries()) to[c]! += factor * value;
}

function product(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const [i, x] of a.entries()) sum += x * b[i]!;
  return sum;
}

function zeros(rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
}

function like(A: Matrix): Matrix {
  return zeros(A.length, A[0]!.length);
}
