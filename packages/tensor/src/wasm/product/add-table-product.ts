import { type Code, i32 } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import type { ModuleBuilder } from "../module.ts";
import { tileColumns } from "./micro-kernel.ts";
import { packTable } from "./pack-table.ts";
import { defaultBlocks, named, type PrepareRight, productLoops } from "./product-loops.ts";
import { productParts } from "./tile-panel.ts";

const names = [
  "c",
  "cRow",
  "a",
  "aRow",
  "aColumn",
  "b",
  "rows",
  "columns",
  "M",
  "K",
  "N",
  "scratch",
] as const;

/**
 * As `ProductOperands`, but B's element (k, j) lies at b + rows[k] + columns[j]: addresses of two tables of distances in
 * bytes, i32. So the windows of an image are a matrix without being stored as one. The distances of columns increase.
 */
export type TableProductOperands = Readonly<Record<(typeof names)[number], Code>>;

/** As `addProduct` with B given by tables: the same order of sums, the same `scratchBytes`. */
export function addTableProduct(
  m: ModuleBuilder,
  float: Float,
  fused: boolean,
): (operands: TableProductOperands, accumulate?: Code) => Code {
  const parts = productParts(m, float, fused);
  const packB = packTable(m, parts.lanes);
  const panelRow = tileColumns(parts.lanes) * parts.lanes.bytes;
  const product = m.function({
    params: [...names, "accumulate"].map(() => "i32" as const),
    body: (scope) => {
      const p = named([...names, "accumulate"], (i) => scope.params[i]!);
      const from = (table: Code, index: Code) => i32.add(table, i32.mul(index, i32.const(4)));
      const prepare: PrepareRight = (v) => [
        packB(
          ...[v.packedB.get, p.b.get, from(p.rows.get, v.k.get), from(p.columns.get, v.j.get)],
          ...[v.width.get, v.depth.get],
        ),
        v.firstRight.set(v.packedB.get),
        v.firstRow.set(i32.const(panelRow)),
        v.rightPanel.set(i32.mul(v.depth.get, i32.const(panelRow))),
      ];
      return productLoops(scope, p, parts, defaultBlocks[float], prepare);
    },
  });
  return (operands, accumulate = i32.const(0)) => product(...names.map((name) => operands[name]), accumulate);
}
