import { type Code, i32, ifElse, memoryFill, select } from "../instructions.ts";
import { type Float, type Lanes, lanesOf } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { edgeKernel, microKernel, tileColumns, tileRows } from "./micro-kernel.ts";
import { pack } from "./pack.ts";
import { choose, partialRegisters } from "./partial.ts";

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

/** Code that pushes an i32 each: addresses, distances in bytes between neighbours along a dimension, and sizes. */
export interface ProductOperands {
  readonly c: Code;
  readonly cRow: Code;
  readonly a: Code;
  readonly aRow: Code;
  readonly aColumn: Code;
  readonly b: Code;
  readonly bRow: Code;
  readonly bColumn: Code;
  readonly M: Code;
  readonly K: Code;
  readonly N: Code;
  /** Room for packing: `scratchBytes(float, [M, K, N])`, at an address that 16 divides. Each thread needs its own. */
  readonly scratch: Code;
}

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

/**
 * Adds to a module the product of an M × K by a K × N matrix with any strides, packed as in BLIS where that pays.
 *
 *   C = A · B, or with `accumulate` C += A · B;   C has its columns side by side, M × N of it are written and no more
 *
 *   for a block of columns, for a block of k:   B's part is packed, in panels of two registers' width
 *     for a block of rows:                      A's part is packed, in panels of `tileRows`
 *       for a panel of B:                       stays in the first-level cache
 *         for a panel of A:                     the micro-kernel computes one tile of C
 *
 * Each c_ij begins with 0, or with what is in C, and adds its products in the order of k, whatever the blocks, the tiles
 * and the rows that one call computes. So rows may be divided among threads: a call for some of them has `c` and `a` at the
 * first and fewer M. Without `accumulate` C is not read; K = 0 makes it zeros.
 * Van Zee and van de Geijn 2015, https://doi.org/10.1145/2764454
 */
export function addProduct(
  m: ModuleBuilder,
  float: Float,
  fused: boolean,
  blocks: Blocks = defaultBlocks[float],
): (operands: ProductOperands, accumulate?: boolean) => Code {
  const lanes = lanesOf(float, fused);
  const panel = addPanel(m, lanes);
  const packA = pack(m, lanes, tileRows);
  const packB = pack(m, lanes, tileColumns(lanes));
  const product = m.function({
    params: [...names, "accumulate"].map(() => "i32" as const),
    body: (scope) => loops(scope, lanes, blocks, { panel, packA, packB }),
  });
  return (operands, accumulate = false) =>
    product(...names.map((name) => operands[name]), i32.const(Number(accumulate)));
}

/** How many bytes of `scratch` a product needs at most. */
export function scratchBytes(
  float: Float,
  [, K, N]: readonly [number, number, number],
  blocks: Blocks = defaultBlocks[float],
): number {
  const lanes = lanesOf(float, false);
  const depth = Math.min(K, blocks.depth);
  const rows = roundUp(blocks.rows, tileRows);
  const columns = roundUp(Math.min(N, blocks.columns), tileColumns(lanes));
  return lanes.bytes * depth * (rows + columns) + 64;
}

interface Parts {
  readonly panel: Callee;
  readonly packA: Callee;
  readonly packB: Callee;
}

type Locals<Name extends string> = Record<Name, Local>;

function named<Name extends string>(list: readonly Name[], make: (i: number) => Local): Locals<Name> {
  return Object.fromEntries(list.map((name, i) => [name, make(i)])) as Locals<Name>;
}

const counters = ["j", "width", "k", "depth", "i", "height", "jr", "columns", "adds"] as const;
/** Where the macro-kernel reads: a panel's address, bytes between its rows and columns, and to the next panel. */
const places = ["left", "leftRow", "leftColumn", "leftPanel", "right", "rightRow", "rightPanel"] as const;
const choices = ["packedB", "firstRight", "asIs"] as const;

function loops(scope: FunctionScope, lanes: Lanes, blocks: Blocks, { panel, packA, packB }: Parts): Code[] {
  const p = named([...names, "accumulate"], (i) => scope.params[i]!);
  const v = named([...counters, ...places, ...choices], () => scope.local("i32"));
  const w = tileColumns(lanes);
  const numbers = (count: Code) => i32.mul(count, i32.const(lanes.bytes));
  const at = (base: Local, ...terms: [index: Local, bytes: Local][]) =>
    terms.reduce<Code>((sum, [x, bytes]) => i32.add(sum, i32.mul(x.get, bytes.get)), base.get);
  const A = at(p.a, [v.i, p.aRow], [v.k, p.aColumn]);
  const B = at(p.b, [v.k, p.bRow], [v.j, p.bColumn]);
  const C = i32.add(at(p.c, [v.i, p.cRow]), numbers(i32.add(v.j.get, v.jr.get)));
  const wholePanels = i32.and(v.width.get, i32.const(-w));

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
    v.rightRow.set(select(p.bRow.get, numbers(i32.const(w)), v.asIs.get)),
    tilesOfColumns,
  );
  const blockOfB = [
    v.packedB.set(
      i32.add(p.scratch.get, i32.mul(v.depth.get, numbers(i32.const(roundUp(blocks.rows, tileRows))))),
    ),
    v.asIs.set(
      i32.and(
        i32.eq(p.bColumn.get, numbers(i32.const(1))),
        i32.or(
          i32.leS(p.M.get, i32.const(fewRows)),
          i32.leS(i32.mul(v.depth.get, p.bRow.get), i32.const(fewBytes)),
        ),
      ),
    ),
    ifElse(
      v.asIs.get,
      [
        v.firstRight.set(B),
        v.rightPanel.set(numbers(i32.const(w))),
        packB(
          ...[v.packedB.get, i32.add(B, numbers(wholePanels)), p.bColumn.get, p.bRow.get],
          ...[i32.sub(v.width.get, wholePanels), v.depth.get],
        ),
      ],
      [
        v.firstRight.set(v.packedB.get),
        v.rightPanel.set(i32.mul(v.depth.get, numbers(i32.const(w)))),
        packB(v.packedB.get, B, p.bColumn.get, p.bRow.get, v.width.get, v.depth.get),
      ],
    ),
  ];
  const blocksOfK = forUp(
    v.k,
    p.K.get,
    blocks.depth,
    v.depth.set(atMost(i32.sub(p.K.get, v.k.get), blocks.depth)),
    ...blockOfB,
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

/** Rows of B's panels from which on packing B pays, and bytes of B that the first cache holds as they are. */
const fewRows = 40;
const fewBytes = 16_384;
/** Columns of C up to which packing A costs more than it gives. */
const fewColumns = 128;

/** One panel of B's columns of C, for all rows of a block. */
function addPanel(m: ModuleBuilder, lanes: Lanes): Callee {
  const partial = partialRegisters(m, lanes);
  const whole = microKernel(m, lanes);
  const edges = Array.from({ length: tileRows }, (_, r) =>
    [1, 2].map((registers) => edgeKernel(m, lanes, [r + 1, registers], partial)),
  );
  return m.function({
    params: Array.from({ length: 12 }, () => "i32" as const),
    body: ({ params, local }) => {
      const [c, cRow, a, aRow, aColumn, aPanel, b, bRow, depth, adds, height, columns] = params as Local[] &
        Record<number, Local>;
      const [r, rows] = [local("i32"), local("i32")];
      const operands = [c, cRow, a, aRow, aColumn, b, bRow, depth, adds].map((x) => x!.get);
      const one = i32.const(lanes.count);
      const edge = (kernels: readonly Callee[]) =>
        ifElse(
          i32.leS(columns!.get, one),
          [kernels[0]!(columns!.get, ...operands)],
          [kernels[1]!(i32.sub(columns!.get, one), ...operands)],
        );
      const isWhole = i32.and(
        i32.eq(rows.get, i32.const(tileRows)),
        i32.eq(columns!.get, i32.const(tileColumns(lanes))),
      );
      return [
        forUp(
          r,
          height!.get,
          tileRows,
          rows.set(atMost(i32.sub(height!.get, r.get), tileRows)),
          ifElse(isWhole, [whole(...operands)], [choose(rows.get, edges.map(edge))]),
          a!.add(aPanel!.get),
          c!.add(i32.mul(cRow!.get, i32.const(tileRows))),
        ),
      ];
    },
  });
}

function atMost(value: Code, limit: number): Code {
  return select(value, i32.const(limit), i32.ltS(value, i32.const(limit)));
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
