import { i32 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { type Callee, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { kernelParameters, microKernel, tileColumns } from "../product/micro-kernel.ts";
import { tileHeight } from "./operands.ts";

/**
 * Four rows of C = A · B, or C += A · B, a tile after another, where all operands have room for whole tiles.
 *
 * @returns how to call it: the kernel's parameters, the number of columns, bytes from one panel of B to the next.
 */
export function rowOfTiles(m: ModuleBuilder, lanes: Lanes): Callee {
  const kernel = microKernel(m, lanes, tileHeight);
  return m.function({
    params: [...kernelParameters, "columns", "panel"].map(() => "i32" as const),
    body: ({ params, local }) => {
      const j = local("i32");
      const operands = params.slice(0, kernelParameters.length);
      const [columns, panel] = params.slice(kernelParameters.length) as [Local, Local];
      const [c, b] = [params[0]!, params[kernelParameters.indexOf("b")]!];
      return [
        forUp(
          j,
          columns.get,
          tileColumns(lanes),
          kernel(...operands.map((x) => x.get)),
          c.add(i32.const(32)),
          b.add(panel.get),
        ),
      ];
    },
  });
}
