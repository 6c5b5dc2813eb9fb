import { type Code, i32 } from "../../wasm/instructions.ts";
import type { Callee, ModuleBuilder } from "../../wasm/module.ts";
import type { ProductKernel } from "../lower/kernels.ts";
import type { View } from "../lower/view.ts";
import { bytesOf } from "./access-code.ts";
import type { Multiply } from "./product-code.ts";

/**
 * A matrix product outside the module: C = A · B, C row-major and whole. Addresses in bytes; `lda` and `ldb` count numbers from
 * one row of what is stored to the next, of Aᵀ or Bᵀ where the flag says so.
 */
export type Gemm = (
  isDouble: number,
  transposeA: number,
  transposeB: number,
  M: number,
  N: number,
  K: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  ldc: number,
) => void;

export function gemmImport(m: ModuleBuilder): Callee {
  return m.import(
    "gemm",
    Array.from({ length: 12 }, () => "i32" as const),
  );
}

/** The kernel's product by `gemm`; null where an operand has neither rows nor columns in one piece. */
export function gemmFor({ float, left, right }: ProductKernel, gemm: Callee): Multiply | null {
  const [a, b] = [stored(left), stored(right)];
  if (!a || !b) return null;
  const isDouble = i32.const(float === "float64" ? 1 : 0);
  const numbers = (strideInBytes: Code) => i32.divU(strideInBytes, i32.const(bytesOf[float]));
  return (o) =>
    gemm(
      ...[isDouble, i32.const(a.transposed), i32.const(b.transposed), o.M, o.N, o.K],
      ...[o.a, i32.const(a.ld), o.b, i32.const(b.ld), o.c, numbers(o.cRow)],
    );
}

function stored({ shape, strides }: View): { transposed: number; ld: number } | null {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const [row, column] = strides.slice(-2) as [number, number];
  if ((column === 1 || columns === 1) && row >= columns) return { transposed: 0, ld: row };
  if ((row === 1 || rows === 1) && column >= rows) return { transposed: 1, ld: column };
  return null;
}
