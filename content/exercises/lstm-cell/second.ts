export type Matrix = number[][];

export interface Parameters {
  W: Matrix;
  U: Matrix;
  b: number[];
}

export interface Gradients extends Parameters {
  x: number[];
  h: number[];
  c: number[];
}

/** One unit at a time: its four numbers, its cell, its state. */
export function step(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
): { h: number[]; c: number[] } {
  const out = { h: [...h], c: [...c] };
  for (let j = 0; j < h.length; j++) {
    const { cell, o } = unit(j, x, h, c, parameters);
    out.c[j] = cell;
    out.h[j] = o * Math.tanh(cell);
  }
  return out;
}

export function stepBackward(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
  dh: number[],
  dc: number[],
): Gradients {
  const H = h.length;
  const zeros = (list: readonly unknown[]) => list.map(() => 0);
  const out: Gradients = {
    x: zeros(x),
    h: zeros(h),
    c: zeros(c),
    W: parameters.W.map(zeros),
    U: parameters.U.map(zeros),
    b: zeros(parameters.b),
  };
  for (let j = 0; j < H; j++) {
    const { i, f, g, o, cell } = unit(j, x, h, c, parameters);
    const squashed = Math.tanh(cell);
    const slope = dc[j]! + (dh[j]! * o) / Math.cosh(cell) ** 2;
    out.c[j] = f * slope;
    const slopes = [
      slope * g * i * (1 - i),
      slope * c[j]! * f * (1 - f),
      slope * i * (1 + g) * (1 - g),
      dh[j]! * squashed * o * (1 - o),
    ];
    for (const [block, delta] of slopes.entries()) {
      const k = block * H + j;
      out.b[k] = delta;
      spread(x, parameters.W, out.x, out.W, k, delta);
      spread(h, parameters.U, out.h, out.U, k, delta);
    }
  }
  return out;
}

/** Column k of an affine map: its share for the input and for the weights. */
function spread(input: number[], A: Matrix, dInput: number[], dA: Matrix, k: number, delta: number): void {
  for (let d = 0; d < input.length; d++) {
    dA[d]![k]! += delta * input[d]!;
    dInput[d]! += delta * A[d]![k]!;
  }
}

function unit(j: number, x: number[], h: number[], c: number[], { W, U, b }: Parameters) {
  const argument = (block: number): number => {
    const k = block * h.length + j;
    let sum = b[k]!;
    for (let d = 0; d < x.length; d++) sum += W[d]![k]! * x[d]!;
    for (let d = 0; d < h.length; d++) sum += U[d]![k]! * h[d]!;
    return sum;
  };
  const squash = (u: number): number => (1 + Math.tanh(u / 2)) / 2;
  const [i, f, g, o] = [
    squash(argument(0)),
    squash(argument(1)),
    Math.tanh(argument(2)),
    squash(argument(3)),
  ];
  return { i, f, g, o, cell: i * g + f * c[j]! };
}
