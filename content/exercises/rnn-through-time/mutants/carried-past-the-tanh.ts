// The carried slope skips the slope of tanh.
export type Matrix = number[][];

export interface Parameters {
  /** D × H. */
  Wx: Matrix;
  /** H × H. */
  Wh: Matrix;
  /** H. */
  b: number[];
}

export interface Gradients extends Parameters {
  /** H. */
  h0: number[];
  /** T × D. */
  xs: Matrix;
}

/** h_t = tanh(x_t Wx + h_{t−1} Wh + b) */
export function forward(xs: Matrix, h0: number[], { Wx, Wh, b }: Parameters): Matrix {
  const states: Matrix = [];
  let h = h0;
  for (const x of xs) {
    const fromInput = times(x, Wx);
    const fromState = times(h, Wh);
    h = b.map((bias, j) => Math.tanh(fromInput[j]! + fromState[j]! + bias));
    states.push(h);
  }
  return states;
}

/** From the last step to the first; `carried` is the slope in h_t by way of the later states. */
export function backward(xs: Matrix, h0: number[], parameters: Parameters, direct: Matrix): Gradients {
  const { Wx, Wh, b } = parameters;
  const states = forward(xs, h0, parameters);
  const zeros = (A: Matrix): Matrix => A.map((row) => row.map(() => 0));
  const gradients: Gradients = { Wx: zeros(Wx), Wh: zeros(Wh), b: b.map(() => 0), h0: [], xs: zeros(xs) };
  let carried = b.map(() => 0);
  for (let t = xs.length - 1; t >= 0; t--) {
    const before = t === 0 ? h0 : states[t - 1]!;
    const delta = states[t]!.map((h, j) => direct[t]![j]! * (1 - h * h) + carried[j]!);
    addOuter(gradients.Wx, xs[t]!, delta);
    addOuter(gradients.Wh, before, delta);
    for (const [j, slope] of delta.entries()) gradients.b[j]! += slope;
    gradients.xs[t] = timesTransposed(delta, Wx);
    carried = timesTransposed(delta, Wh);
  }
  return { ...gradients, h0: carried };
}

/** x A */
function times(x: number[], A: Matrix): number[] {
  return A[0]!.map((_, j) => x.reduce((sum, value, i) => sum + value * A[i]![j]!, 0));
}

/** g Aᵀ */
function timesTransposed(g: number[], A: Matrix): number[] {
  return A.map((row) => row.reduce((sum, value, j) => sum + value * g[j]!, 0));
}

/** A += xᵀ g */
function addOuter(A: Matrix, x: number[], g: number[]): void {
  for (const [i, row] of A.entries()) for (const j of row.keys()) row[j]! += x[i]! * g[j]!;
}
