import { optionsOf, requireArray, show } from "../../arguments.ts";
import { resultType, type Scalar } from "../../dtype.ts";
import { type Shape, showShape, stridesOf } from "../../shape.ts";
import { writeStrided } from "../../strided.ts";
import { compute, record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { slice } from "../slice.ts";

/**
 * Adds elements of one value around x. `padding` lists [before, after] pairs, the last dimension's first, as in
 * PyTorch: [1, 2] widens the last dimension by 1 in front and 2 behind, [1, 2, 3, 4] also the one before it by 3 and 4.
 * The gradient is the part of g where x stood.
 */
export function pad(x: Tensor, padding: readonly number[], options: { value?: Scalar } = {}): Tensor {
  const { value = 0 } = optionsOf("pad", options);
  requireTensor("pad", x);
  checkPadding(x, padding);
  const fill = x.dtype === "bool" && (value === 0 || value === 1) ? value === 1 : value;
  if (resultType(x, fill) !== x.dtype) {
    throw new TypeError(`pad: value ${show(value)} for dtype ${x.dtype}, one that fits is needed`);
  }
  const before = x.shape.map((_, d) => padding[2 * (x.ndim - 1 - d)] ?? 0);
  const shape = x.shape.map((n, d) => n + before[d]! + (padding[2 * (x.ndim - 1 - d) + 1] ?? 0));
  const strides = stridesOf(shape);
  const offset = before.reduce((at, n, d) => at + n * strides[d]!, 0);
  const y = compute(
    "pad",
    [x],
    { shape, dtype: x.dtype },
    (out, a) => {
      out.fill(Number(fill));
      writeStrided(out.subarray(offset), a, x.shape, strides);
    },
    { offset, strides, fill: Number(fill) },
  );
  return record("pad", y, [[x, (g) => slice(g, ...inside(before, x.shape))]]);
}

function inside(before: readonly number[], shape: Shape): [number, number][] {
  return shape.map((n, d) => [before[d]!, before[d]! + n]);
}

function checkPadding(x: Tensor, padding: readonly number[]): void {
  requireArray("pad", "padding", padding);
  if (padding.length % 2 !== 0 || padding.length > 2 * x.ndim) {
    throw new RangeError(
      `pad: ${padding.length} numbers for ${showShape(x.shape)}, a pair for each of at most ${x.ndim} dimensions is needed`,
    );
  }
  if (padding.some((n) => !Number.isSafeInteger(n) || n < 0)) {
    throw new RangeError(
      `pad: padding ${showShape(padding)}, whole numbers from 0 are needed; slice takes elements away`,
    );
  }
}
