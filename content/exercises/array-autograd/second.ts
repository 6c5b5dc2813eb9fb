/** How many there have been: an operation's result is younger than its inputs. */
let born = 0;

interface Step {
  from: Tensor;
  /** The gradient of `from` that the gradient of the result stands for. */
  back: (gradient: number[]) => number[];
}

export class Tensor {
  readonly data: number[];
  readonly shape: readonly number[];
  grad: number[];
  private readonly age = born++;
  private steps: Step[] = [];

  constructor(data: readonly number[], shape: readonly number[]) {
    let size = 1;
    for (const n of shape) size *= n;
    if (size !== data.length) throw new RangeError(`${data.length} numbers do not fill the shape [${shape}]`);
    this.data = data.slice();
    this.shape = shape.slice();
    this.grad = new Array<number>(size).fill(0);
  }

  add(other: Tensor | number): Tensor {
    const [a, b] = fitted(this, other);
    const sums = a.data.map((x, i) => x + b.data[i]!);
    return made(sums, a.shape, { from: a, back: (g) => g }, { from: b, back: (g) => g });
  }

  mul(other: Tensor | number): Tensor {
    const [a, b] = fitted(this, other);
    const times = (g: number[], c: Tensor) => g.map((slope, i) => slope * c.data[i]!);
    return made(
      times(a.data, b),
      a.shape,
      { from: a, back: (g) => times(g, b) },
      { from: b, back: (g) => times(g, a) },
    );
  }

  sub(other: Tensor | number): Tensor {
    const b = typeof other === "number" ? new Tensor([other], []) : other;
    return this.add(b.mul(-1));
  }

  div(other: Tensor | number): Tensor {
    const b = typeof other === "number" ? new Tensor([other], []) : other;
    const inverse = b.data.map((x) => 1 / x);
    const back = (g: number[]) => g.map((slope, i) => -slope * inverse[i]! ** 2);
    return this.mul(made(inverse, b.shape, { from: b, back }));
  }

  exp(): Tensor {
    const y = this.data.map(Math.exp);
    return made(y, this.shape, { from: this, back: (g) => g.map((slope, i) => slope * y[i]!) });
  }

  log(): Tensor {
    const back = (g: number[]) => g.map((slope, i) => slope / this.data[i]!);
    return made(this.data.map(Math.log), this.shape, { from: this, back });
  }

  relu(): Tensor {
    const open = (g: number[]) => g.map((slope, i) => (this.data[i]! > 0 ? slope : 0));
    return made(open(this.data), this.shape, { from: this, back: open });
  }

  sum(axis?: number): Tensor {
    if (axis === undefined) {
      const flat = made(this.data, [this.data.length], { from: this, back: (g) => g });
      const row = flat.sum(0);
      return made(row.data, [], { from: row, back: (g) => g });
    }
    const n = this.shape[axis];
    if (n === undefined) throw new RangeError(`no axis ${axis} in the shape [${this.shape}]`);
    const shape = this.shape.slice();
    shape[axis] = 1;
    return made(collapsed(this.data, this.shape, axis), shape, {
      from: this,
      back: (g) => repeated(g, this.shape, axis),
    });
  }

  matmul(other: Tensor): Tensor {
    if (this.shape.length !== 2 || other.shape.length !== 2 || this.shape[1] !== other.shape[0])
      throw new RangeError(`no product of the shapes [${this.shape}] and [${other.shape}]`);
    const [rows, inner] = [this.shape[0]!, this.shape[1]!];
    const columns = other.shape[1]!;
    const [A, B] = [this.data, other.data];
    return made(
      product(A, B, inner, columns),
      [rows, columns],
      {
        from: this,
        back: (g) => product(g, turned(B, columns), columns, inner),
      },
      {
        from: other,
        back: (g) => product(turned(A, inner), g, rows, columns),
      },
    );
  }

  /** The youngest first: whoever uses a Tensor is younger than it. */
  backward(): void {
    if (this.data.length !== 1)
      throw new RangeError(`the slope of ${this.data.length} numbers is not one array`);
    const all = new Set<Tensor>([this]);
    for (const tensor of all) for (const { from } of tensor.steps) all.add(from);
    this.grad = [1];
    for (const { steps, grad } of [...all].sort((a, b) => b.age - a.age))
      for (const { from, back } of steps) {
        const more = back(grad);
        from.grad = from.grad.map((g, i) => g + more[i]!);
      }
  }

  /** The same numbers in the shape `target`, one axis after the other. */
  stretched(target: readonly number[]): Tensor {
    const missing = target.length - this.shape.length;
    let tensor: Tensor = this;
    if (missing > 0) {
      const shape = [...new Array<number>(missing).fill(1), ...this.shape];
      tensor = made(this.data, shape, { from: this, back: (g) => g });
    }
    for (const [axis, size] of target.entries())
      if (tensor.shape[axis] !== size) tensor = tensor.repeat(axis, size);
    return tensor;
  }

  private repeat(axis: number, size: number): Tensor {
    const shape = this.shape.slice();
    shape[axis] = size;
    return made(repeated(this.data, shape, axis), shape, {
      from: this,
      back: (g) => collapsed(g, shape, axis),
    });
  }

  static of(data: number[], shape: readonly number[], steps: Step[]): Tensor {
    const tensor = new Tensor(data, shape);
    tensor.steps = steps;
    return tensor;
  }
}

function made(data: number[], shape: readonly number[], ...steps: Step[]): Tensor {
  return Tensor.of(data, shape, steps);
}

function fitted(a: Tensor, other: Tensor | number): [Tensor, Tensor] {
  const b = typeof other === "number" ? new Tensor([other], []) : other;
  const target: number[] = [];
  for (let back = 1; back <= Math.max(a.shape.length, b.shape.length); back++) {
    const [n, m] = [a.shape.at(-back) ?? 1, b.shape.at(-back) ?? 1];
    if (n !== m && Math.min(n, m) !== 1) throw new RangeError(`[${a.shape}] and [${b.shape}] do not fit`);
    target.unshift(n === 1 ? m : n);
  }
  return [a.stretched(target), b.stretched(target)];
}

/** How far apart two neighbours along an axis lie. */
function strideOf(shape: readonly number[], axis: number): number {
  return shape.slice(axis + 1).reduce((product, n) => product * n, 1);
}

/** Sums along the axis of an array of that shape. */
function collapsed(data: number[], shape: readonly number[], axis: number): number[] {
  const [n, stride] = [shape[axis]!, strideOf(shape, axis)];
  const sums = new Array<number>(n === 0 ? 0 : data.length / n).fill(0);
  data.forEach((x, i) => {
    sums[Math.floor(i / (n * stride)) * stride + (i % stride)]! += x;
  });
  return sums;
}

/** The array of that shape in which each number stands as often as the axis is long. */
function repeated(data: number[], shape: readonly number[], axis: number): number[] {
  const [n, stride] = [shape[axis]!, strideOf(shape, axis)];
  return Array.from(
    { length: data.length * n },
    (_, i) => data[Math.floor(i / (n * stride)) * stride + (i % stride)]!,
  );
}

function product(A: number[], B: number[], inner: number, columns: number): number[] {
  return Array.from({ length: (A.length / inner) * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let total = 0;
    for (let k = 0; k < inner; k++) total += A[row * inner + k]! * B[k * columns + column]!;
    return total;
  });
}

function turned(A: number[], columns: number): number[] {
  const rows = A.length / columns;
  return A.map((_, at) => A[(at % rows) * columns + Math.floor(at / rows)]!);
}
