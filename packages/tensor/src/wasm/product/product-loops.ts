import { type Code, i32, ifElse, memoryFill, select } from "../instructions.ts";
import { type Float, lanesOf } from "../lanes.ts";
import { type FunctionScope, forUp, type Local } from "../module.ts";
import { atMost } from "./choose.ts";
import { tileColumns, tileRows } from "./micro-kernel.ts";
import type { ProductParts } from "./tile-panel.ts";

type Locals<Name extends string> = Record<Name, Local>;

export function named<Name extends string>(list: readonly Name[], make: (i: number) => Local): Locals<Name> {
  return Object.fromEntries(list.map((name, i) => [name, make(i)])) as Locals<Name>;
}

const counters = ["j", "width", "k", "depth", "i", "height", "jr", "columns", "adds"] as const;
/** Where the macro-kernel reads: a panel's address, bytes between its rows and columns, and to the next panel. */
const places = ["left", "leftRow", "leftColumn", "leftPanel", "right", "rightRow", "rightPanel"] as const;
const choices = ["packedB", "firstRight", "firstRow", "asIs"] as const;

/** How much of each operand is packed at a time: `rows` × `depth` of A, `depth` × `columns` of B. */
export interface Blocks {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

/** 256 KB of A and 16 KB of one panel of B at a time: what the second and the first cache hold. */
export const defaultBlocks: Record<Float, Blocks> = {
  float32: { rows: 130, depth: 512, columns: 2048 },
  float64: { rows: 65, depth: 512, columns: 1024 },
};

/** How many bytes of `scratch` a product needs at most. */
export function scratchBytes(
  float: Float,
  [, K, N]: readonly [number, number, number],
  blocks: Blocks = defaultBlocks[float],
): number {
  const lanes = lanesOf(float, false);
  const depth = Math.min(K, blocks.depth);
  const columns = roundUp(Math.min(N, blocks.columns), tileColumns(lanes));
  return lanes.bytes * depth * (roundUp(blocks.rows, tileRows) + columns) + 64;
}

export const leftNames = [
  "c",
  "cRow",
  "a",
  "aRow",
  "aColumn",
  "M",
  "K",
  "N",
  "scratch",
  "accumulate",
] as const;

export type LeftOperands = Locals<(typeof leftNames)[number]>;
export type BlockLocals = Locals<
  (typeof counters)[number] | (typeof places)[number] | (typeof choices)[number]
>;

/**
 * Makes a block of B ready: `depth` rows from k on, `width` columns from j on. It packs into panels at `packedB`, or says
 * that B is read as it is (`asIs`), and sets `firstRight`, `firstRow` and `rightPanel`: the first panel's address, bytes
 * between its rows, and from panel to panel.
 */
export type PrepareRight = (v: BlockLocals) => Code[];

/**
 * The loops around the micro-kernel, as in BLIS:
 *
 *   for a block of columns, for a block of k:   B's part is packed, in panels of two registers' width
 *     for a block of rows:                      A's part is packed, in panels of `tileRows`
 *       for a panel of B:                       stays in the first-level cache
 *         for a panel of A:                     the micro-kernel computes one tile of C
 *
 * Van Zee and van de Geijn 2015, https://doi.org/10.1145/2764454
 */
export function productLoops(
  scope: FunctionScope,
  p: LeftOperands,
  { lanes, panel, packA }: ProductParts,
  blocks: Blocks,
  prepareRight: PrepareRight,
): Code[] {
  const v = named([...counters, ...places, ...choices], () => scope.local("i32"));
  const w = tileColumns(lanes);
  const numbers = (count: Code) => i32.mul(count, i32.const(lanes.bytes));
  const at = (base: Local, ...terms: [index: Local, bytes: Local][]) =>
    terms.reduce<Code>((sum, [x, bytes]) => i32.add(sum, i32.mul(x.get, bytes.get)), base.get);
  const A = at(p.a, [v.i, p.aRow], [v.k, p.aColumn]);
  const C = i32.add(at(p.c, [v.i, p.cRow]), numbers(i32.add(v.j.get, v.jr.get)));

  const tilesOfColumns = forUp(
    v.jr,
    v.width.get,
    w,
    v.columns.set(atMost(i32.sub(v.width.get, v.jr.get), w)),
    // What is left behind B's last whole panel is packed even where B is read as it is: no kernel reads behind a matrix.
    ifElse(
      i32.and(v.asIs.get, i32.ltS(v.columns.get, i32.const(w))),
      [v.right.set(v.packedB.get), v.rightRow.set(numbers(i32.const(w)))],
      [],
    ),
    panel(
      ...[C, p.cRow.get, v.left.get, v.leftRow.get, v.leftColumn.get, v.leftPanel.get],
      ...[v.right.get, v.rightRow.get, v.depth.get, v.adds.get, v.height.get, v.columns.get],
    ),
    v.right.add(v.rightPanel.get),
  );
  const rowBlocks = forUp(
    v.i,
    p.M.get,
    blocks.rows,
    v.height.set(atMost(i32.sub(p.M.get, v.i.get), blocks.rows)),
    ifElse(
      i32.leS(v.width.get, i32.const(fewColumns)),
      [
        v.left.set(A),
        v.leftRow.set(p.aRow.get),
        v.leftColumn.set(p.aColumn.get),
        v.leftPanel.set(i32.mul(p.aRow.get, i32.const(tileRows))),
      ],
      [
        packA(p.scratch.get, A, p.aRow.get, p.aColumn.get, v.height.get, v.depth.get),
        v.left.set(p.scratch.get),
        v.leftRow.set(numbers(i32.const(1))),
        v.leftColumn.set(numbers(i32.const(tileRows))),
        v.leftPanel.set(i32.mul(v.depth.get, numbers(i32.const(tileRows)))),
      ],
    ),
    v.right.set(v.firstRight.get),
    v.rightRow.set(v.firstRow.get),
    tilesOfColumns,
  );
  const blocksOfK = forUp(
    v.k,
    p.K.get,
    blocks.depth,
    v.depth.set(atMost(i32.sub(p.K.get, v.k.get), blocks.depth)),
    v.packedB.set(
      i32.add(p.scratch.get, i32.mul(v.depth.get, numbers(i32.const(roundUp(blocks.rows, tileRows))))),
    ),
    ...prepareRight(v),
    rowBlocks,
    v.adds.set(i32.const(1)),
  );
  const blocksOfColumns = forUp(
    v.j,
    p.N.get,
    blocks.columns,
    v.width.set(atMost(i32.sub(p.N.get, v.j.get), blocks.columns)),
    v.adds.set(p.accumulate.get),
    blocksOfK,
  );
  const zeros = forUp(
    v.i,
    select(i32.const(0), p.M.get, i32.or(p.K.get, p.accumulate.get)),
    1,
    memoryFill(at(p.c, [v.i, p.cRow]), i32.const(0), numbers(p.N.get)),
  );
  return [zeros, blocksOfColumns];
}

/** Columns of C up to which packing A costs more than it gives. */
const fewColumns = 128;

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
