// Of a letter that stands twice, only the last stride counts.
export interface NumberArray {
  shape: readonly number[];
  /** Row-major: the last index moves fastest. */
  data: readonly number[];
}

/** stride_d = Π_{e>d} size_e */
export function strides(shape: readonly number[]): number[] {
  const found = shape.map(() => 1);
  for (let d = shape.length - 2; d >= 0; d--) found[d] = found[d + 1]! * shape[d + 1]!;
  return found;
}

/** The shape of a + b, aligned at the ends. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, d) => {
    const x = a[d - (rank - a.length)] ?? 1;
    const y = b[d - (rank - b.length)] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new RangeError(`broadcastShape: sizes ${x} and ${y} of shapes [${a}] and [${b}] do not fit`);
    return x === 1 ? y : x;
  });
}

/** An axis that is lacking, or of size 1, is read at the same place again and again: stride 0. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const reached = broadcastShape(shape, target);
  if (reached.length !== target.length || reached.some((size, d) => size !== target[d]))
    throw new RangeError(`broadcastStrides: shape [${shape}] does not stretch to [${target}]`);
  const own = strides(shape);
  const lacking = target.length - shape.length;
  return target.map((_, d) => ((shape[d - lacking] ?? 1) === 1 ? 0 : own[d - lacking]!));
}

/** One loop over all values of all letters, in which each array and the result move by their own strides. */
export function einsum(formula: string, arrays: readonly NumberArray[]): NumberArray {
  const [inputs, output] = parsed(formula, arrays);
  const sizes = letterSizes(inputs, arrays);
  for (const letter of output) {
    if (!sizes.has(letter)) throw new RangeError(`einsum: no array has the result's letter ${letter}`);
  }
  const shape = [...output].map((letter) => sizes.get(letter)!);
  const data = new Array<number>(shape.reduce((count, size) => count * size, 1)).fill(0);
  const letters = [...sizes.keys()];
  const steps = arrays.map((array, k) => letterStrides(inputs[k]!, array.shape, letters));
  const resultSteps = letterStrides(output, shape, letters);
  for (const index of indices([...sizes.values()])) {
    const product = arrays.reduce((value, array, k) => value * array.data[dot(index, steps[k]!)]!, 1);
    data[dot(index, resultSteps)]! += product;
  }
  return { shape, data };
}

function parsed(formula: string, arrays: readonly NumberArray[]): [string[], string] {
  const [left, output] = formula.split("->") as [string, string];
  const inputs = left.split(",");
  if (inputs.length !== arrays.length)
    throw new RangeError(`einsum: ${formula} has ${inputs.length} arrays, but ${arrays.length} were given`);
  if (new Set(output).size < output.length)
    throw new RangeError(`einsum: a letter stands twice in the result of ${formula}`);
  return [inputs, output];
}

function letterSizes(inputs: readonly string[], arrays: readonly NumberArray[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [k, { shape }] of arrays.entries()) {
    const letters = [...inputs[k]!];
    if (letters.length !== shape.length)
      throw new RangeError(`einsum: ${letters.length} letters for the shape [${shape}]`);
    for (const [d, letter] of letters.entries()) {
      if ((sizes.get(letter) ?? shape[d]) !== shape[d])
        throw new RangeError(`einsum: ${letter} has the sizes ${sizes.get(letter)} and ${shape[d]}`);
      sizes.set(letter, shape[d]!);
    }
  }
  return sizes;
}

/** For each letter the sum of the strides at its places. */
function letterStrides(axes: string, shape: readonly number[], letters: readonly string[]): number[] {
  const own = strides(shape);
  return letters.map((letter) => own.reduce((sum, step, d) => (axes[d] === letter ? step : sum), 0));
}

/** All index tuples of a shape, the last index fastest. */
function* indices(shape: readonly number[]): Generator<number[]> {
  const count = shape.reduce((product, size) => product * size, 1);
  const index = shape.map(() => 0);
  for (let n = 0; n < count; n++) {
    yield index;
    for (let d = shape.length - 1; d >= 0 && ++index[d]! === shape[d]; d--) index[d] = 0;
  }
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
