/** Reading at indices and adding at indices are each other's gradient, so they live together. Indices are int32. */
import { show } from "../arguments.ts";
import { normalizeDim, type Shape, sameShape, showShape, sizeOf, stridesOf } from "../shape.ts";
import { compute, inspect, literal, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { expand } from "./broadcast.ts";

/** The slices of x along `dim` that a 1-D `index` lists, in its order. */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const { d, n, outer, inner } = lines("indexSelect", x, dim, index);
  const shape = x.shape.map((size, e) => (e === d ? index.numel() : size));
  const y = compute(
    "indexSelect",
    [x, index],
    { shape, dtype: x.dtype },
    (out, a, at) => {
      for (let o = 0; o < outer; o++) {
        for (let r = 0; r < at.length; r++) {
          const from = (o * n + at[r]!) * inner;
          out.set(a.subarray(from, from + inner), (o * at.length + r) * inner);
        }
      }
    },
    { dim: d },
  );
  return record("indexSelect", y, [[x, (g) => indexAdd(zeros(x.shape, g), d, index, g), index]]);
}

/** x with the slices of `source` added along `dim` at the places that a 1-D `index` lists; repeated places add up. */
export function indexAdd(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const { d, n, outer, inner } = lines("indexAdd", x, dim, index);
  const shape = x.shape.map((size, e) => (e === d ? index.numel() : size));
  requireSource("indexAdd", x, source, shape);
  const y = compute(
    "indexAdd",
    [x, index, source],
    x,
    (out, a, at, b) => {
      out.set(a);
      for (let o = 0; o < outer; o++) {
        for (let r = 0; r < at.length; r++) {
          const [to, from] = [(o * n + at[r]!) * inner, (o * at.length + r) * inner];
          for (let i = 0; i < inner; i++) out[to + i]! += b[from + i]!;
        }
      }
    },
    { dim: d },
  );
  return record("indexAdd", y, [
    [x, (g) => g],
    [source, (g) => indexSelect(g, d, index), index],
  ]);
}

/** One element of x for each of `index`, which says where along `dim`; its own place says where along the others. */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = places("gather", x, dim, index);
  const y = compute(
    "gather",
    [x, index],
    { shape: index.shape, dtype: x.dtype },
    (out, a, at) => {
      const from = offsets(at, index.shape, d, x.shape);
      for (let i = 0; i < out.length; i++) out[i] = a[from[i]!]!;
    },
    { dim: d },
  );
  return record("gather", y, [[x, (g) => scatterAdd(zeros(x.shape, g), d, index, g), index]]);
}

/** x with each element of `source` added where `gather` with the same `dim` and `index` would read. */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const d = places("scatterAdd", x, dim, index);
  requireSource("scatterAdd", x, source, index.shape);
  const y = compute(
    "scatterAdd",
    [x, index, source],
    x,
    (out, a, at, b) => {
      out.set(a);
      const to = offsets(at, index.shape, d, x.shape);
      for (let i = 0; i < b.length; i++) out[to[i]!]! += b[i]!;
    },
    { dim: d },
  );
  return record("scatterAdd", y, [
    [x, (g) => g],
    [source, (g) => gather(g, d, index), index],
  ]);
}

/** A new last dimension of `numClasses` with 1 at the index and 0 elsewhere, as int32. */
export function oneHot(index: Tensor, numClasses: number): Tensor {
  requireTensor("oneHot", index);
  requireIndex("oneHot", index);
  if (!Number.isSafeInteger(numClasses) || numClasses < 1) {
    throw new RangeError(`oneHot: ${show(numClasses)} classes, a whole number from 1 is needed`);
  }
  requireWithin("oneHot", index, numClasses, `${numClasses} classes`);
  return compute("oneHot", [index], { shape: [...index.shape, numClasses], dtype: "int32" }, (out, at) => {
    for (let i = 0; i < at.length; i++) out[i * numClasses + at[i]!] = 1;
  });
}

/** For each index its element's offset in a tensor of `shape`: its own coordinates, but along d the index itself. */
export function offsets(at: ArrayLike<number>, own: Shape, d: number, shape: Shape): Int32Array {
  const strides = stridesOf(shape);
  const ownStrides = stridesOf(own);
  const result = new Int32Array(at.length);
  for (let i = 0; i < result.length; i++) {
    let [rest, offset] = [i, 0];
    for (let e = 0; e < own.length; e++) {
      const coordinate = Math.floor(rest / ownStrides[e]!);
      rest -= coordinate * ownStrides[e]!;
      offset += (e === d ? at[i]! : coordinate) * strides[e]!;
    }
    result[i] = offset;
  }
  return result;
}

function lines(where: string, x: Tensor, dim: number, index: Tensor) {
  requireTensor(where, x, index);
  const d = normalizeDim(where, dim, x.ndim);
  requireIndex(where, index);
  if (index.ndim !== 1 || x.ndim === 0) {
    throw new RangeError(
      `${where}: x of shape ${showShape(x.shape)}, index ${showShape(index.shape)}; x with dimensions and an index with one are needed`,
    );
  }
  const n = x.shape[d]!;
  requireWithin(where, index, n, `dim ${d} of size ${n}`);
  return { d, n, outer: sizeOf(x.shape.slice(0, d)), inner: sizeOf(x.shape.slice(d + 1)) };
}

/** Checks that `index` names places of x along `dim`, as gather and the scatters need it; returns the dimension. */
export function places(where: string, x: Tensor, dim: number, index: Tensor): number {
  requireTensor(where, x, index);
  const d = normalizeDim(where, dim, x.ndim);
  requireIndex(where, index);
  if (index.ndim !== x.ndim || !index.shape.every((n, e) => e === d || n <= x.shape[e]!)) {
    throw new RangeError(
      `${where}: index ${showShape(index.shape)} for ${showShape(x.shape)} along dim ${d}, as many dimensions and no larger sizes elsewhere are needed`,
    );
  }
  const n = x.shape[d] ?? 1;
  requireWithin(where, index, n, `dim ${d} of size ${n}`);
  return d;
}

export function requireIndex(where: string, index: Tensor): void {
  if (index.dtype !== "int32") {
    throw new TypeError(`${where}: an index of dtype ${index.dtype}, int32 is needed; to("int32") converts`);
  }
}

export function requireWithin(where: string, index: Tensor, n: number, place: string): void {
  inspect([index], (data) => {
    for (let i = 0; i < data.length; i++) {
      if (data[i]! < 0 || data[i]! >= n) {
        throw new RangeError(
          `${where}: index ${data[i]} at element ${i} for ${place}, 0 to ${n - 1} is needed`,
        );
      }
    }
  });
}

export function requireSource(where: string, x: Tensor, source: Tensor, shape: Shape): void {
  requireTensor(where, source);
  if (source.dtype !== x.dtype || !sameShape(source.shape, shape)) {
    throw new RangeError(
      `${where}: a source of ${showShape(source.shape)} and dtype ${source.dtype}, ${showShape(shape)} and ${x.dtype} are needed`,
    );
  }
}

function zeros(shape: Shape, { dtype }: Tensor): Tensor {
  return expand(literal(0, dtype), shape);
}
