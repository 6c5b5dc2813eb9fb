import { i32, ifElse } from "../instructions.ts";
import { type Float, type Lanes, lanesOf } from "../lanes.ts";
import { type Callee, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { atMost, choose } from "./choose.ts";
import { edgeKernel, microKernel, tileColumns, tileRows } from "./micro-kernel.ts";
import { pack } from "./pack.ts";
import { partialRegisters } from "./partial.ts";

/** The functions that all products of one float type share in a module. */
export interface ProductParts {
  readonly lanes: Lanes;
  /** The tiles of C under one panel of B. */
  readonly panel: Callee;
  readonly packA: Callee;
  readonly packB: Callee;
}

const known = new WeakMap<ModuleBuilder, Map<string, ProductParts>>();

/** The parts in a module: added by the first product that asks, used by all. */
export function productParts(m: ModuleBuilder, float: Float, fused: boolean): ProductParts {
  const inModule = known.get(m) ?? new Map<string, ProductParts>();
  known.set(m, inModule);
  const key = `${float} ${fused}`;
  const lanes = lanesOf(float, fused);
  const parts = inModule.get(key) ?? {
    lanes,
    panel: addPanel(m, lanes),
    packA: pack(m, lanes, tileRows),
    packB: pack(m, lanes, tileColumns(lanes)),
  };
  inModule.set(key, parts);
  return parts;
}

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
