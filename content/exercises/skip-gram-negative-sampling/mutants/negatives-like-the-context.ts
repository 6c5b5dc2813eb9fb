// The minus inside the sigmoid is forgotten: negatives are pulled towards the centre too.
export type Matrix = number[][];

export interface Tables {
  /** V × D; row w is the vector of w as a centre. */
  inputs: Matrix;
  /** V × D; row w is the vector of w as a neighbour. */
  outputs: Matrix;
}

/** [centre, context] of every two places i ≠ j with |i − j| ≤ window, by i and then by j. */
export function pairs(tokens: readonly number[], window: number): [number, number][] {
  if (!Number.isInteger(window) || window < 1)
    throw new RangeError(`pairs: window is ${window}, a whole number of at least 1 is needed`);
  const found: [number, number][] = [];
  for (let i = 0; i < tokens.length; i++) {
    const last = Math.min(tokens.length - 1, i + window);
    for (let j = Math.max(0, i - window); j <= last; j++) if (j !== i) found.push([tokens[i]!, tokens[j]!]);
  }
  return found;
}

/** p_w = count_w^(3/4) / Σ count^(3/4); the power is Mikolov et al. 2013, https://arxiv.org/abs/1310.4546. */
export function noise(counts: readonly number[]): number[] {
  const weights = counts.map((count) => count ** 0.75);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (counts.some((count) => !(count >= 0)) || total === 0)
    throw new RangeError(`noise: counts [${counts.join(", ")}], none negative and not all 0 are needed`);
  return weights.map((weight) => weight / total);
}

/** With s = u · v: −log σ(s) has the slope σ(s) − 1, −log σ(−s) the slope σ(s); each reaches u by v and v by u. */
export function lossAndGradients(
  { inputs, outputs }: Tables,
  centre: number,
  context: number,
  negatives: readonly number[],
): { loss: number; gradients: Tables } {
  for (const id of [centre, context, ...negatives])
    if (inputs[id] === undefined)
      throw new RangeError(`lossAndGradients: word ${id}, one of 0 to ${inputs.length - 1} is needed`);
  const gradients = { inputs: zerosLike(inputs), outputs: zerosLike(outputs) };
  const v = inputs[centre]!;
  let loss = 0;
  function term(word: number, label: 0 | 1): void {
    const u = outputs[word]!;
    const s = v.reduce((sum, x, d) => sum + x * u[d]!, 0);
    loss += softplus(-s);
    const slope = sigmoid(s) - 1;
    for (let d = 0; d < v.length; d++) {
      gradients.inputs[centre]![d]! += slope * u[d]!;
      gradients.outputs[word]![d]! += slope * v[d]!;
    }
  }
  term(context, 1);
  for (const word of negatives) term(word, 0);
  return { loss, gradients };
}

function sigmoid(s: number): number {
  return 1 / (1 + Math.exp(-s));
}

/** log(1 + e^x) = −log σ(−x), with no exponent above 0. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function zerosLike(A: Matrix): Matrix {
  return A.map((row) => row.map(() => 0));
}
