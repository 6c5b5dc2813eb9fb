export interface NumberArray {
  shape: readonly number[];
  /** Row-major: the last index moves fastest. */
  data: readonly number[];
}

export function strides(shape: readonly number[]): number[] {
  return shape.map((_, d) => shape.slice(d + 1).reduce((product, size) => product * size, 1));
}

export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const [x, y] = [[...a].reverse(), [...b].reverse()];
  const [long, short] = x.length < y.length ? [y, x] : [x, y];
  const reversed = long.map((size, d) => {
    const other = d < short.length ? short[d]! : 1;
    if (size === other || other === 1) return size;
    if (size === 1) return other;
    throw new RangeError(`${size} against ${other}`);
  });
  return reversed.reverse();
}

export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  if (broadcastShape(shape, target).join() !== target.join() || shape.length > target.length)
    throw new RangeError("broadcastStrides: the shape does not reach the target");
  const found: number[] = [];
  let step = 1;
  for (let back = 1; back <= target.length; back++) {
    const size = shape.at(-back);
    const has = back <= shape.length && size !== 1;
    found.unshift(has ? step : 0);
    if (back <= shape.length) step *= size!;
  }
  return found;
}

/** One letter after the other is fixed by recursion; at the bottom, every array gives the number at its own place. */
export function einsum(formula: string, arrays: readonly NumberArray[]): NumberArray {
  const arrow = formula.indexOf("->");
  const terms = formula.slice(0, arrow).split(",");
  const target = formula.slice(arrow + 2).split("");
  if (terms.length !== arrays.length) throw new RangeError("einsum: formula and arrays differ in number");
  const size: Record<string, number> = {};
  terms.forEach((term, k) => {
    const { shape } = arrays[k]!;
    if (term.length !== shape.length) throw new RangeError(`einsum: ${term} is not one letter an axis`);
    term.split("").forEach((letter, d) => {
      size[letter] ??= shape[d]!;
      if (size[letter] !== shape[d]) throw new RangeError(`einsum: two sizes of ${letter}`);
    });
  });
  target.forEach((letter, d) => {
    if (size[letter] === undefined || target.indexOf(letter) !== d)
      throw new RangeError(`einsum: result ${letter}`);
  });

  const summed = Object.keys(size).filter((letter) => !target.includes(letter));
  const data: number[] = [];
  const value: Record<string, number> = {};
  const total = (rest: readonly string[]): number => {
    const [letter, ...others] = rest;
    if (letter === undefined) return terms.reduce((product, term, k) => product * entry(arrays[k]!, term), 1);
    let sum = 0;
    for (value[letter] = 0; value[letter] < size[letter]!; value[letter]++) sum += total(others);
    return sum;
  };
  const entry = ({ shape, data: numbers }: NumberArray, term: string): number =>
    numbers[term.split("").reduce((place, letter, d) => place * shape[d]! + value[letter]!, 0)]!;
  const fill = (rest: readonly string[]): void => {
    const [letter, ...others] = rest;
    if (letter === undefined) data.push(total(summed));
    else for (value[letter] = 0; value[letter] < size[letter]!; value[letter]++) fill(others);
  };
  fill(target);
  return { shape: target.map((letter) => size[letter]!), data };
}
