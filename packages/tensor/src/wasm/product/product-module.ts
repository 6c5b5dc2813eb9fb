import type { Float } from "../lanes.ts";
import { ModuleBuilder } from "../module.ts";
import { addProduct, type Blocks } from "./add-product.ts";

/** What the module exports. Addresses, and distances in bytes between neighbours along each dimension. */
export type ProductFunction = (
  ...operands: [
    c: number,
    cRow: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    M: number,
    K: number,
    N: number,
    scratch: number,
  ]
) => void;

/** A module with nothing but the product: `write` for C = A · B and `add` for C += A · B. */
export function productModule(float: Float, fused: boolean, blocks?: Blocks): Uint8Array<ArrayBuffer> {
  const m = new ModuleBuilder();
  const product = addProduct(m, float, fused, blocks);
  for (const name of ["write", "add"]) {
    m.function({
      name,
      params: Array.from({ length: 12 }, () => "i32" as const),
      body: ({ params }) => {
        const [c, cRow, a, aRow, aColumn, b, bRow, bColumn, M, K, N, scratch] = params.map((x) => x.get);
        const left = { a: a!, aRow: aRow!, aColumn: aColumn! };
        const right = { b: b!, bRow: bRow!, bColumn: bColumn! };
        const size = { M: M!, K: K!, N: N! };
        return [
          product({ c: c!, cRow: cRow!, ...left, ...right, ...size, scratch: scratch! }, name === "add"),
        ];
      },
    });
  }
  return m.bytes();
}
