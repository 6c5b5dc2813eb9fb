export type Matrix = number[][];

export interface Tables {
  /** V × D; row w is the vector of w as a centre. */
  inputs: Matrix;
  /** V × D; row w is the vector of w as a neighbour. */
  outputs: Matrix;
}

export function pairs(tokens: readonly number[], window: number): [number, number][] {
  if (!(window >= 1 && window % 1 === 0)) throw new RangeError(`pairs: window ${window}`);
  return tokens.flatMap((centre, i) => {
    const before = tokens.slice(Math.max(i - window, 0), i);
    const after = tokens.slice(i + 1, i + window + 1);
    return [...before, ...after].map((context): [number, number] => [centre, context]);
  });
}

export function noise(counts: readonly number[]): number[] {
  const largest = Math.max(...counts);
  if (!(largest > 0) || counts.some((count) => count < 0)) throw new RangeError(`noise: counts ${counts}`);
  const logs = counts.map((count) => (3 / 4) * (Math.log(count) - Math.log(largest)));
  const normaliser = Math.log(logs.map(Math.exp).reduce((a, b) => a + b));
  return logs.map((log) => Math.exp(log - normaliser));
}

/** First how many times each word is a target, wanted and not; then one term a word. */
export function lossAndGradients(
  tables: Tables,
  centre: number,
  context: number,
  negatives: readonly number[],
): { loss: number; gradients: Tables } {
  const words = tables.inputs.map((_, w) => w);
  const strange = [centre, context, ...negatives].find((id) => !words.includes(id));
  if (strange !== undefined) throw new RangeError(`lossAndGradients: no word ${strange}`);
  const v = tables.inputs[centre]!;
  const unwanted = words.map((w) => negatives.filter((id) => id === w).length);
  const wanted = words.map((w) => (w === context ? 1 : 0));
  const scores = tables.outputs.map((u) => u.map((x, d) => x * v[d]!).reduce((a, b) => a + b, 0));
  const costs = scores.map((s, w) => {
    const small = Math.log1p(Math.exp(-Math.abs(s)));
    return wanted[w]! * (small + Math.max(-s, 0)) + unwanted[w]! * (small + Math.max(s, 0));
  });
  const slopes = scores.map((s, w) => {
    const half = Math.tanh(s / 2) / 2; // σ(s) = ½ + ½ tanh(s/2)
    return wanted[w]! * (half - 0.5) + unwanted[w]! * (half + 0.5);
  });
  const toCentre = v.map((_, d) => slopes.reduce((sum, slope, w) => sum + slope * tables.outputs[w]![d]!, 0));
  return {
    loss: costs.reduce((a, b) => a + b),
    gradients: {
      inputs: words.map((w) => (w === centre ? toCentre : v.map(() => 0))),
      outputs: slopes.map((slope) => v.map((x) => slope * x)),
    },
  };
}
