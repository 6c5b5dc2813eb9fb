import { sizeOf } from "../../shape.ts";
import { type Code, i32, select } from "../../wasm/instructions.ts";
import type { FunctionScope } from "../../wasm/module.ts";
import { type ProductOperands, scratchBytes } from "../../wasm/product/add-product.ts";
import type { ProductKernel } from "../lower/kernels.ts";
import { bytesOf } from "./access-code.ts";
import { forRange } from "./for-range.ts";

export type Multiply = (operands: ProductOperands) => Code;

/** A dimension of the batch: its size, and the strides of both operands along it. */
interface BatchDim {
  size: number;
  left: number;
  right: number;
}

/** Sizes of one product and the batch around it. */
function formOf({ left, right }: ProductKernel) {
  const [M, K] = left.shape.slice(-2) as [number, number];
  const N = right.shape.at(-1)!;
  return { M, K, N, batch: batchOf(left, right) };
}

/** The batch, with neighbouring dimensions joined where both operands allow it. */
function batchOf(left: ProductKernel["left"], right: ProductKernel["right"]): BatchDim[] {
  const ndim = Math.max(left.shape.length, right.shape.length) - 2;
  const along = ({ shape, strides }: ProductKernel["left"], d: number): [number, number] => {
    const at = d - ndim + shape.length - 2;
    return at < 0 || shape[at] === 1 ? [1, 0] : [shape[at]!, strides[at]!];
  };
  const dims: BatchDim[] = [];
  for (let d = 0; d < ndim; d++) {
    const [[n, leftStride], [m, rightStride]] = [along(left, d), along(right, d)];
    const size = Math.max(n, m);
    if (size === 1) continue;
    const last = dims.at(-1);
    if (last && last.left === leftStride * size && last.right === rightStride * size) {
      Object.assign(last, { size: last.size * size, left: leftStride, right: rightStride });
    } else dims.push({ size, left: leftStride, right: rightStride });
  }
  return dims;
}

/** A batch is cut between its products, a single product between its rows or, if they are more, its columns, by eights. */
export function productUnits(kernel: ProductKernel): number {
  const { M, N, batch } = formOf(kernel);
  if (batch.length > 0) return sizeOf(batch.map(({ size }) => size));
  return Math.ceil(Math.max(M, N) / 8);
}

/** Price in additions, of which a multiply-add of vectors is about one. */
export function productPrice(kernel: ProductKernel): number {
  const { M, K, N, batch } = formOf(kernel);
  return sizeOf(batch.map(({ size }) => size)) * M * K * N;
}

export function productScratch(kernel: ProductKernel): number {
  const { M, K, N } = formOf(kernel);
  return scratchBytes(kernel.float, [M, K, N]);
}

/** Parameters: addresses of the result and of where both operands begin, scratch memory, first and last unit. */
export function productBody(kernel: ProductKernel, scope: FunctionScope, multiply: Multiply): Code[] {
  const [c, a, b, scratch, low, high] = scope.params.map(({ get }) => get) as [
    Code,
    Code,
    Code,
    Code,
    Code,
    Code,
  ];
  const { M, K, N, batch } = formOf(kernel);
  const { left, right, float } = kernel;
  const bytes = bytesOf[float];
  const inBytes = (n: number) => i32.const(n * bytes);
  const [aRow, aColumn] = left.strides.slice(-2).map(inBytes) as [Code, Code];
  const [bRow, bColumn] = right.strides.slice(-2).map(inBytes) as [Code, Code];
  const whole = {
    ...{
      c,
      cRow: inBytes(N),
      a,
      aRow,
      aColumn,
      b,
      bRow,
      bColumn,
    },
    ...{ M: i32.const(M), K: i32.const(K), N: i32.const(N), scratch },
  };
  if (batch.length > 0) {
    const [index, ra, rb] = [scope.local("i32"), scope.local("i32"), scope.local("i32")];
    const places = batchPlaces(batch, index.get, bytes);
    return [
      forRange(index, low, high, [
        ra.set(i32.add(whole.a, places.left)),
        rb.set(i32.add(whole.b, places.right)),
        multiply({ ...whole, c: i32.add(c, i32.mul(index.get, inBytes(M * N))), a: ra.get, b: rb.get }),
      ]),
    ];
  }
  const [start, count] = [scope.local("i32"), scope.local("i32")];
  const along = Math.max(M, N);
  const cut = [
    start.set(i32.mul(low, i32.const(8))),
    count.set(i32.mul(high, i32.const(8))),
    count.set(select(count.get, i32.const(along), i32.ltS(count.get, i32.const(along)))),
    count.set(i32.sub(count.get, start.get)),
  ];
  const part =
    M >= N
      ? {
          ...whole,
          c: i32.add(c, i32.mul(start.get, inBytes(N))),
          a: i32.add(whole.a, i32.mul(start.get, aRow)),
          M: count.get,
        }
      : {
          ...whole,
          c: i32.add(c, i32.mul(start.get, inBytes(1))),
          b: i32.add(whole.b, i32.mul(start.get, bColumn)),
          N: count.get,
        };
  return [...cut, multiply(part)];
}

/** How far into both operands product number `index` lies, in bytes. */
function batchPlaces(batch: readonly BatchDim[], index: Code, bytes: number): { left: Code; right: Code } {
  let [left, right, rest]: [Code, Code, Code] = [i32.const(0), i32.const(0), index];
  for (let d = batch.length - 1; d >= 0; d--) {
    const { size, left: leftStride, right: rightStride } = batch[d]!;
    const place = d === 0 ? rest : i32.remU(rest, i32.const(size));
    if (leftStride !== 0) left = i32.add(left, i32.mul(place, i32.const(leftStride * bytes)));
    if (rightStride !== 0) right = i32.add(right, i32.mul(place, i32.const(rightStride * bytes)));
    rest = i32.divU(rest, i32.const(size));
  }
  return { left, right };
}
