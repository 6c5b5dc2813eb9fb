import { type Code, i32, select } from "./instructions.ts";
import { type Float, lanesOf } from "./lanes.ts";
import { microKernel, tileColumns, tileRows } from "./micro-kernel.ts";
import { forUp, type Local, ModuleBuilder } from "./module.ts";
import { pack } from "./pack.ts";

/** How much of each operand is packed at a time: `rows` × `depth` of A, `depth` × all columns of B. */
export interface Blocks {
  readonly rows: number;
  readonly depth: number;
}

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
    packedA: number,
    packedB: number,
  ]
) => void;

/**
 * The machine code of C += A · B, packed as in BLIS.
 *
 *   for a block of k:            B's rows of the block are packed, in panels of two registers' width
 *     for a block of rows:       A's rows of the block are packed, in panels of four
 *       for a panel of B:        stays in the first-level cache
 *         for a panel of A:      the micro-kernel adds to one tile of C
 *
 * C has room for whole tiles: its rows are rounded up to four and its columns to two registers. Each c_ij adds its
 * products in the order of k, whatever the blocks and tiles.
 * Van Zee and van de Geijn 2015, https://doi.org/10.1145/2764454
 */
export function productModule(float: Float, fused: boolean, blocks: Blocks): Uint8Array<ArrayBuffer> {
  const lanes = lanesOf(float, fused);
  const columns = tileColumns(lanes);
  const m = new ModuleBuilder();
  const packA = pack(m, lanes, tileRows);
  const packB = pack(m, lanes, columns);
  const kernel = microKernel(m, lanes);
  m.function({
    name: "product",
    params: Array.from({ length: 13 }, () => "i32" as const),
    body: ({ params, local }) => {
      const [c, cRow, a, aRow, aColumn, b, bRow, bColumn, M, K, N, packedA, packedB] = params;
      const [k, depth, i, height] = [local("i32"), local("i32"), local("i32"), local("i32")];
      const [j, right, r, left] = [local("i32"), local("i32"), local("i32"), local("i32")];
      const tile = local("i32");
      const panel = (width: number) => i32.mul(depth.get, i32.const(width * lanes.bytes));
      const at = (base: Local, ...terms: [index: Local, bytes: Local][]) =>
        terms.reduce<Code>((sum, [x, bytes]) => i32.add(sum, i32.mul(x.get, bytes.get)), base.get);

      const tiles = forUp(
        r,
        height.get,
        tileRows,
        kernel(left.get, right.get, tile.get, cRow!.get, depth.get),
        left.add(panel(tileRows)),
        tile.add(i32.mul(cRow!.get, i32.const(tileRows))),
      );
      const macroKernel = forUp(
        j,
        N!.get,
        columns,
        left.set(packedA!.get),
        tile.set(i32.add(at(c!, [i, cRow!]), i32.mul(j.get, i32.const(lanes.bytes)))),
        tiles,
        right.add(panel(columns)),
      );
      const rowBlocks = forUp(
        i,
        M!.get,
        blocks.rows,
        height.set(atMost(i32.sub(M!.get, i.get), blocks.rows)),
        packA(
          packedA!.get,
          at(a!, [i, aRow!], [k, aColumn!]),
          aRow!.get,
          aColumn!.get,
          height.get,
          depth.get,
        ),
        right.set(packedB!.get),
        macroKernel,
      );
      return [
        forUp(
          k,
          K!.get,
          blocks.depth,
          depth.set(atMost(i32.sub(K!.get, k.get), blocks.depth)),
          packB(packedB!.get, at(b!, [k, bRow!]), bColumn!.get, bRow!.get, N!.get, depth.get),
          rowBlocks,
        ),
      ];
    },
  });
  return m.bytes();
}

function atMost(value: Code, limit: number): Code {
  return select(value, i32.const(limit), i32.ltS(value, i32.const(limit)));
}
