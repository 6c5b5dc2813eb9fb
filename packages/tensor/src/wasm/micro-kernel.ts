import { brIf, type Code, i32, loop, v128 } from "./instructions.ts";
import type { Lanes } from "./lanes.ts";
import type { ModuleBuilder } from "./module.ts";

/** Rows of C that the kernel keeps in registers; its columns fill two registers. */
export const tileRows = 4;

export function tileColumns(lanes: Lanes): number {
  return 2 * lanes.count;
}

/**
 * Adds to one tile of C the product of a packed panel of A and one of B:
 *
 *   C[r, :] += Σ_k A[r, k] · B[k, :],   r < 4, k upwards
 *
 * The eight registers of C are read first and written last, so that a sum over several calls has the same order, and the
 * same bits, as a sum in one.
 *
 * @returns how to call it: addresses of the panels and of the tile, bytes from one row of C to the next, the number of k,
 * which is at least 1.
 */
export function microKernel(m: ModuleBuilder, lanes: Lanes): (...operands: Code[]) => Code {
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32"],
    body: ({ params: [a, b, c, rowBytes, depth], local }) => {
      const rows = Array.from({ length: tileRows }, () => [local("v128"), local("v128")]);
      const at = rows.map(() => local("i32"));
      const [b0, b1, a0] = [local("v128"), local("v128"), local("v128")];
      const step = [
        b0.set(v128.load(b!.get)),
        b1.set(v128.load(b!.get, 16)),
        ...rows.map(([left, right], r) => [
          ...a0.set(lanes.splat(a!.get, r * lanes.bytes)),
          ...left!.set(lanes.multiplyAdd(a0.get, b0.get, left!.get)),
          ...right!.set(lanes.multiplyAdd(a0.get, b1.get, right!.get)),
        ]),
        a!.add(i32.const(tileRows * lanes.bytes)),
        b!.add(i32.const(32)),
        depth!.add(i32.const(-1)),
      ];
      return [
        ...at.map((row, r) => row.set(i32.add(c!.get, i32.mul(rowBytes!.get, i32.const(r))))),
        ...rows.flatMap((sums, r) => sums.map((sum, i) => sum.set(v128.load(at[r]!.get, 16 * i)))),
        loop(...step, brIf(0, depth!.get)),
        ...rows.flatMap((sums, r) => sums.map((sum, i) => v128.store(at[r]!.get, sum.get, 16 * i))),
      ];
    },
  });
}
