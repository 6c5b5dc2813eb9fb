import type { TypedArray } from "../dtype.ts";
import { productFast } from "../product-fast.ts";
import { broadcastShapes, type Shape, showShape, sizeOf } from "../shape.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { sumTo } from "./broadcast.ts";
import { refuseBool } from "./cast.ts";
import { reshape, squeeze, unsqueeze } from "./reshape.ts";

/**
 * The matrix product C = A · B over the last two dimensions; those before them are a batch and broadcast.
 *
 *   c_ij = Σ_k a_ik · b_kj,   ∂L/∂A = G · Bᵀ,   ∂L/∂B = Aᵀ · G
 *
 * A vector on the left counts as a row, on the right as a column, and its dimension is dropped from the result.
 */
export function matmul(x: Tensor, y: Tensor): Tensor {
  check(x, y);
  if (x.ndim === 1) return squeeze(matmul(unsqueeze(x, 0), y), y.ndim === 1 ? 0 : -2);
  if (y.ndim === 1) return squeeze(matmul(x, unsqueeze(y, 1)), -1);
  return multiply(plain(x), plain(y));
}

/** An operand of at least two dimensions, or the transpose of its last two, which is never stored. */
interface Operand {
  readonly of: Tensor;
  readonly transposed: boolean;
}

/** A · B, where each of A and B is a tensor or a transpose; so are the operands of its gradients. */
function multiply(a: Operand, b: Operand): Tensor {
  const [x, y] = [a.of, b.of];
  if (x.ndim > 2 && y.ndim === 2 && !a.transposed) return foldBatch(x, b);
  const batch = broadcastShapes("matmul", x.shape.slice(0, -2), y.shape.slice(0, -2));
  const [M, K] = rowsAndColumns(a);
  const [, N] = rowsAndColumns(b);
  const z = compute(
    "matmul",
    [x, y],
    { shape: [...batch, M, N], dtype: x.dtype },
    (out, p, q) => {
      for (let i = 0; i < sizeOf(batch); i++) {
        productFast(
          out.subarray(i * M * N, (i + 1) * M * N),
          { data: matrix(p, x.shape, batch, i), transposed: a.transposed },
          { data: matrix(q, y.shape, batch, i), transposed: b.transposed },
          [M, K, N],
        );
      }
    },
    { transposeLeft: a.transposed, transposeRight: b.transposed },
  );
  return record("matmul", z, [
    [x, (g) => sumTo(a.transposed ? multiply(b, turn(g)) : multiply(plain(g), flip(b)), x.shape), y],
    [y, (g) => sumTo(b.transposed ? multiply(turn(g), a) : multiply(flip(a), plain(g)), y.shape), x],
  ]);
}

function foldBatch(x: Tensor, b: Operand): Tensor {
  const rows = reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!]);
  return reshape(multiply(plain(rows), b), [...x.shape.slice(0, -1), rowsAndColumns(b)[1]]);
}

function plain(of: Tensor): Operand {
  return { of, transposed: false };
}

function turn(of: Tensor): Operand {
  return { of, transposed: true };
}

function flip({ of, transposed }: Operand): Operand {
  return { of, transposed: !transposed };
}

function rowsAndColumns({ of, transposed }: Operand): [number, number] {
  const [rows, columns] = of.shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

function matrix(data: TypedArray, shape: Shape, batch: Shape, index: number): TypedArray {
  const size = shape.at(-1)! * shape.at(-2)!;
  let rest = index;
  let offset = 0;
  let stride = size;
  for (let d = 1; d <= batch.length; d++) {
    const n = batch.at(-d)!;
    const own = shape.at(-d - 2) ?? 1;
    if (own !== 1) offset += (rest % n) * stride;
    rest = Math.floor(rest / n);
    stride *= own;
  }
  return data.subarray(offset, offset + size);
}

function check(x: Tensor, y: Tensor): void {
  requireTensor("matmul", x, y);
  refuseBool("matmul", x);
  if (x.dtype !== y.dtype) {
    throw new TypeError(
      `matmul: dtypes ${x.dtype} × ${y.dtype}, the same on both sides is needed; to(dtype) converts`,
    );
  }
  const given = `${showShape(x.shape)} × ${showShape(y.shape)}`;
  if (x.ndim === 0 || y.ndim === 0)
    throw new RangeError(`matmul: ${given}, at least one dimension each is needed`);
  const left = x.shape.at(-1)!;
  const right = y.shape.at(y.ndim === 1 ? -1 : -2)!;
  if (left !== right) {
    throw new RangeError(
      `matmul: inner sizes differ: ${given}; the left's last (${left}) must equal the right's ${y.ndim === 1 ? "only" : "second-last"} (${right})`,
    );
  }
}
