export type Matrix = number[][];

export interface Parameters {
  Wx: Matrix;
  Wh: Matrix;
  b: number[];
}

export interface Gradients extends Parameters {
  h0: number[];
  xs: Matrix;
}

/** One matrix for both inputs and the bias: the row [x, h, 1] times it. */
export function forward(xs: Matrix, h0: number[], parameters: Parameters): Matrix {
  const stacked = [...parameters.Wx, ...parameters.Wh, parameters.b];
  const states: Matrix = [h0];
  xs.forEach((x, t) => {
    const input = [...x, ...states[t]!, 1];
    states.push(
      parameters.b.map((_, j) => Math.tanh(stacked.reduce((sum, row, i) => sum + row[j]! * input[i]!, 0))),
    );
  });
  return states.slice(1);
}

/** By recursion over the sequence: the tail first, then this step, both on the stacked matrix. */
export function backward(xs: Matrix, h0: number[], parameters: Parameters, direct: Matrix): Gradients {
  const D = parameters.Wx.length;
  const H = h0.length;
  const stacked = [...parameters.Wx, ...parameters.Wh, parameters.b];
  function from(t: number, h: number[]): { stacked: Matrix; xs: Matrix; h: number[] } {
    const x = xs[t];
    if (x === undefined)
      return { stacked: stacked.map((row) => row.map(() => 0)), xs: [], h: h.map(() => 0) };
    const [next] = forward([x], h, parameters) as [number[]];
    const tail = from(t + 1, next);
    const delta = next.map((value, j) => (tail.h[j]! + direct[t]![j]!) * (1 + value) * (1 - value));
    const input = [...x, ...h, 1];
    const back = stacked.map((row) => row.reduce((sum, weight, j) => sum + weight * delta[j]!, 0));
    return {
      stacked: tail.stacked.map((row, i) => row.map((slope, j) => slope + input[i]! * delta[j]!)),
      xs: [back.slice(0, D), ...tail.xs],
      h: back.slice(D, D + H),
    };
  }
  const all = from(0, h0);
  return {
    Wx: all.stacked.slice(0, D),
    Wh: all.stacked.slice(D, D + H),
    b: all.stacked[D + H]!,
    h0: all.h,
    xs: all.xs,
  };
}
