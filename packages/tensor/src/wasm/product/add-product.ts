import { type Code, i32, ifElse } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import type { ModuleBuilder } from "../module.ts";
import { tileColumns } from "./micro-kernel.ts";
import { type Blocks, defaultBlocks, named, type PrepareRight, productLoops } from "./product-loops.ts";
import { type ProductParts, productParts } from "./tile-panel.ts";

export { type Blocks, scratchBytes } from "./product-loops.ts";

const names = [
  "c",
  "cRow",
  "a",
  "aRow",
  "aColumn",
  "b",
  "bRow",
  "bColumn",
  "M",
  "K",
  "N",
  "scratch",
] as const;
type Name = (typeof names)[number];

/**
 * Code that pushes an i32 each: addresses, distances in bytes between neighbours along a dimension, and sizes.
 * `scratch` is room for packing, `scratchBytes(float, [M, K, N])` at an address that 16 divides; each thread needs its own.
 */
export type ProductOperands = Readonly<Record<Name, Code>>;

/**
 * Adds to a module the product of an M × K by a K × N matrix with any strides, packed where that pays.
 *
 *   C = A · B, or with `accumulate` C += A · B;   C has its columns side by side, M × N of it are written and no more
 *
 * Each c_ij begins with 0, or with what is in C, and adds its products in the order of k, whatever the blocks, the tiles
 * and the rows or columns that one call computes. So threads may divide them: a call for some rows has `c` and `a` at the
 * first and fewer M. Without `accumulate` C is not read; K = 0 makes it zeros.
 */
export function addProduct(
  m: ModuleBuilder,
  float: Float,
  fused: boolean,
  blocks: Blocks = defaultBlocks[float],
): (operands: ProductOperands, accumulate?: boolean) => Code {
  const parts = productParts(m, float, fused);
  const product = m.function({
    params: [...names, "accumulate"].map(() => "i32" as const),
    body: (scope) => {
      const p = named([...names, "accumulate"], (i) => scope.params[i]!);
      return productLoops(scope, p, parts, blocks, strided(p, parts));
    },
  });
  return (operands, accumulate = false) =>
    product(...names.map((name) => operands[name]), i32.const(Number(accumulate)));
}

/** Rows of C from which on packing B pays, and bytes of B that the first cache holds as they are. */
const fewRows = 40;
const fewBytes = 16_384;

/** B with strides: read as it is where its columns lie side by side and packing would not pay, else packed. */
function strided(p: Record<Name, { readonly get: Code }>, { lanes, packB }: ProductParts): PrepareRight {
  const width = tileColumns(lanes);
  const numbers = (count: Code) => i32.mul(count, i32.const(lanes.bytes));
  return (v) => {
    const rows = i32.mul(v.k.get, p.bRow.get);
    const B = i32.add(p.b.get, i32.add(rows, i32.mul(v.j.get, p.bColumn.get)));
    const inWholePanels = i32.and(v.width.get, i32.const(-width));
    const isSmall = i32.or(
      i32.leS(p.M.get, i32.const(fewRows)),
      i32.leS(i32.mul(v.depth.get, p.bRow.get), i32.const(fewBytes)),
    );
    return [
      v.asIs.set(i32.and(i32.eq(p.bColumn.get, numbers(i32.const(1))), isSmall)),
      ifElse(
        v.asIs.get,
        [
          v.firstRight.set(B),
          v.firstRow.set(p.bRow.get),
          v.rightPanel.set(numbers(i32.const(width))),
          packB(
            ...[v.packedB.get, i32.add(B, numbers(inWholePanels)), p.bColumn.get, p.bRow.get],
            ...[i32.sub(v.width.get, inWholePanels), v.depth.get],
          ),
        ],
        [
          v.firstRight.set(v.packedB.get),
          v.firstRow.set(numbers(i32.const(width))),
          v.rightPanel.set(i32.mul(v.depth.get, numbers(i32.const(width)))),
          packB(v.packedB.get, B, p.bColumn.get, p.bRow.get, v.width.get, v.depth.get),
        ],
      ),
    ];
  };
}
