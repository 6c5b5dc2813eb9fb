// Breadth first: a Tensor hands its gradient on before all of its users have spoken.
type Shape = readonly number[];

export class Tensor {
  readonly data: number[];
  readonly shape: Shape;
  grad: number[];
  private inputs: Tensor[] = [];
  /** Adds to the gradients of the inputs what this one's own gradient means for them. */
  private handOn = (): void => {};

  constructor(data: readonly number[], shape: Shape) {
    if (sizeOf(shape) !== data.length)
      throw new RangeError(
        `Tensor: ${data.length} numbers, the shape [${shape}] needs ${sizeOf(shape)} of them`,
      );
    this.data = [...data];
    this.shape = [...shape];
    this.grad = data.map(() => 0);
  }

  add(other: Tensor | number): Tensor {
    return this.paired(other, (x, y) => ({ value: x + y, dx: 1, dy: 1 }));
  }

  sub(other: Tensor | number): Tensor {
    return this.paired(other, (x, y) => ({ value: x - y, dx: 1, dy: -1 }));
  }

  mul(other: Tensor | number): Tensor {
    return this.paired(other, (x, y) => ({ value: x * y, dx: y, dy: x }));
  }

  div(other: Tensor | number): Tensor {
    return this.paired(other, (x, y) => ({ value: x / y, dx: 1 / y, dy: -x / (y * y) }));
  }

  exp(): Tensor {
    return this.mapped((x) => ({ value: Math.exp(x), slope: Math.exp(x) }));
  }

  log(): Tensor {
    return this.mapped((x) => ({ value: Math.log(x), slope: 1 / x }));
  }

  relu(): Tensor {
    return this.mapped((x) => ({ value: Math.max(0, x), slope: x > 0 ? 1 : 0 }));
  }

  sum(axis?: number): Tensor {
    if (axis !== undefined && !(axis in this.shape))
      throw new RangeError(
        `sum: axis ${axis} of the shape [${this.shape}]; 0 to ${this.shape.length - 1} are there`,
      );
    const shape = axis === undefined ? [] : this.shape.map((size, d) => (d === axis ? 1 : size));
    const target = places(shape, this.shape);
    const data = Array.from({ length: sizeOf(shape) }, () => 0);
    for (const [i, at] of target.entries()) data[at]! += this.data[i]!;
    return this.result(data, shape, [this], (gradient) => {
      for (const [i, at] of target.entries()) this.grad[i]! += gradient[at]!;
    });
  }

  matmul(other: Tensor): Tensor {
    const [N, K] = this.shape;
    const [inner, M] = other.shape;
    if (this.shape.length !== 2 || other.shape.length !== 2 || K !== inner)
      throw new RangeError(
        `matmul: shapes [${this.shape}] and [${other.shape}]; [N, K] and [K, M] are needed`,
      );
    const [A, B] = [this.data, other.data];
    const data = Array.from({ length: N! * M! }, () => 0);
    for (let n = 0; n < N!; n++)
      for (let k = 0; k < K!; k++)
        for (let m = 0; m < M!; m++) data[n * M! + m]! += A[n * K! + k]! * B[k * M! + m]!;
    return this.result(data, [N!, M!], [this, other], (G) => {
      for (let n = 0; n < N!; n++)
        for (let k = 0; k < K!; k++)
          for (let m = 0; m < M!; m++) {
            this.grad[n * K! + k]! += G[n * M! + m]! * B[k * M! + m]!;
            other.grad[k * M! + m]! += A[n * K! + k]! * G[n * M! + m]!;
          }
    });
  }

  backward(): void {
    if (this.data.length !== 1)
      throw new RangeError(`backward: ${this.data.length} numbers of shape [${this.shape}]; one is needed`);
    const order = this.inOrder();
    this.grad = [1];
    for (const tensor of order.reverse()) tensor.handOn();
  }

  private mapped(of: (x: number) => { value: number; slope: number }): Tensor {
    const each = this.data.map(of);
    const values = each.map(({ value }) => value);
    return this.result(values, this.shape, [this], (gradient) => {
      for (const [i, { slope }] of each.entries()) this.grad[i]! += slope * gradient[i]!;
    });
  }

  private paired(
    other: Tensor | number,
    of: (x: number, y: number) => { value: number; dx: number; dy: number },
  ): Tensor {
    const b = typeof other === "number" ? new Tensor([other], []) : other;
    const shape = common(this.shape, b.shape);
    const [mine, theirs] = [places(this.shape, shape), places(b.shape, shape)];
    const each = mine.map((at, i) => of(this.data[at]!, b.data[theirs[i]!]!));
    const values = each.map(({ value }) => value);
    return this.result(values, shape, [this, b], (gradient) => {
      for (const [i, { dx, dy }] of each.entries()) {
        this.grad[mine[i]!]! += dx * gradient[i]!;
        b.grad[theirs[i]!]! += dy * gradient[i]!;
      }
    });
  }

  private result(data: number[], shape: Shape, inputs: Tensor[], pull: (gradient: number[]) => void): Tensor {
    const made = new Tensor(data, shape);
    made.inputs = inputs;
    made.handOn = () => pull(made.grad);
    return made;
  }

  /** Every Tensor that this was computed from, inputs before users, this last. */
  private inOrder(): Tensor[] {
    const seen = new Set<Tensor>([this]);
    for (const tensor of seen) for (const input of tensor.inputs) seen.add(input);
    return [...seen].reverse();
  }
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The shape to which both are stretched. */
function common(a: Shape, b: Shape): number[] {
  const axes = Math.max(a.length, b.length);
  return Array.from({ length: axes }, (_, d) => {
    const [n, m] = [a[d - axes + a.length] ?? 1, b[d - axes + b.length] ?? 1];
    if (n !== m && n !== 1 && m !== 1)
      throw new RangeError(`shapes [${a}] and [${b}] do not fit: ${n} and ${m} are neither equal nor 1`);
    return n === 1 ? m : n;
  });
}

/** For each number of an array of shape `target` its place in the data of one of shape `shape` that is stretched to it. */
function places(shape: Shape, target: Shape): number[] {
  let list = [0];
  for (const [d, size] of target.entries()) {
    const own = shape[d - target.length + shape.length] ?? 1;
    list = list.flatMap((at) => Array.from({ length: size }, (_, i) => at * own + (own === 1 ? 0 : i)));
  }
  return list;
}
