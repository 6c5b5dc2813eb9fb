export type Matrix = number[][];

export interface Net {
  W1: Matrix;
  b1: number[];
  W2: Matrix;
  b2: number[];
}

export function forward(X: Matrix, net: Net): Matrix {
  return X.map((x) => run(x, net).scores);
}

/** Row by row; each row adds its share to the gradients. */
export function lossAndGradients(X: Matrix, labels: number[], net: Net): { loss: number; gradients: Net } {
  check(X, labels, net);
  const zero = (row: number[]) => row.map(() => 0);
  const gradients: Net = { W1: net.W1.map(zero), b1: zero(net.b1), W2: net.W2.map(zero), b2: zero(net.b2) };
  let loss = 0;
  X.forEach((x, n) => {
    const { hidden, scores } = run(x, net);
    const target = labels[n]!;
    const logTotal = scores.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
    loss += logTotal - scores[target]!;
    const back = zero(hidden);
    for (let k = 0; k < scores.length; k++) {
      const slope = (Math.exp(scores[k]! - logTotal) - Number(k === target)) / X.length;
      gradients.b2[k]! += slope;
      for (let j = 0; j < hidden.length; j++) {
        gradients.W2[j]![k]! += slope * hidden[j]!;
        back[j]! += slope * net.W2[j]![k]!;
      }
    }
    for (let j = 0; j < hidden.length; j++) {
      if (hidden[j] === 0) continue;
      gradients.b1[j]! += back[j]!;
      for (let i = 0; i < x.length; i++) gradients.W1[i]![j]! += back[j]! * x[i]!;
    }
  });
  return { loss: loss / X.length, gradients };
}

export function train(
  X: Matrix,
  labels: number[],
  net: Net,
  { rate, steps }: { rate: number; steps: number },
): Net {
  check(X, labels, net);
  const own = JSON.parse(JSON.stringify(net)) as Net;
  for (let left = steps; left > 0; left--) {
    const { gradients } = lossAndGradients(X, labels, own);
    const pairs: [number[], number[]][] = [
      [own.b1, gradients.b1],
      [own.b2, gradients.b2],
      ...own.W1.map((row, i): [number[], number[]] => [row, gradients.W1[i]!]),
      ...own.W2.map((row, i): [number[], number[]] => [row, gradients.W2[i]!]),
    ];
    for (const [values, slopes] of pairs) {
      for (let k = 0; k < values.length; k++) values[k]! -= rate * slopes[k]!;
    }
  }
  return own;
}

function run(x: number[], net: Net): { hidden: number[]; scores: number[] } {
  const layer = (input: number[], W: Matrix, b: number[]) =>
    b.map((bias, j) => {
      let sum = bias;
      for (let i = 0; i < input.length; i++) sum += input[i]! * W[i]![j]!;
      return sum;
    });
  const hidden = layer(x, net.W1, net.b1).map((a) => Math.max(a, 0));
  return { hidden, scores: layer(hidden, net.W2, net.b2) };
}

function check(X: Matrix, labels: number[], net: Net): void {
  if (labels.length === 0 || X.length !== labels.length)
    throw new RangeError("two layers: rows and labels do not fit");
  for (const label of labels) if (!(label in net.b2)) throw new RangeError(`two layers: no class ${label}`);
}
