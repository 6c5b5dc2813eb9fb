import { brIf, type Code, i32, ifElse, loop, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import type { Callee, FunctionScope, Local, ModuleBuilder } from "../module.ts";
import type { PartialRegisters } from "./partial.ts";

/** Rows of C that the kernel keeps in registers; its columns fill two registers. */
export const tileRows = 5;

export function tileColumns(lanes: Lanes): number {
  return 2 * lanes.count;
}

/** Parameters of a kernel, in order: addresses, distances in bytes, and whether C is added to (1) or overwritten (0). */
export const kernelParameters = [
  "c",
  "cRow",
  "a",
  "aRow",
  "aColumn",
  "b",
  "bRow",
  "depth",
  "accumulate",
] as const;

/**
 * One tile of C from rows of A and a panel of B, whose rows are registers side by side:
 *
 *   C[r, :] = Σ_k A[r, k] · B[k, :],   or C[r, :] + Σ_k …,   r < rows, k upwards
 *
 * The registers of C are read first and written last, so that a sum over several calls has the same order, and the same
 * bits, as a sum in one. A and B lie packed or as they are: only strides tell.
 */
export function microKernel(m: ModuleBuilder, lanes: Lanes, rows = tileRows): Callee {
  return m.function({
    params: kernelParameters.map(() => "i32" as const),
    body: (scope) => tile(scope, lanes, rows, 2, { load: (at) => v128.load(at), store: v128.store }),
  });
}

/** As `microKernel` on `registers` of C's columns; of the last of them, `columns` (a parameter more) belong to C. */
export function edgeKernel(
  m: ModuleBuilder,
  lanes: Lanes,
  [rows, registers]: readonly [number, number],
  partial: PartialRegisters,
): Callee {
  return m.function({
    params: ["i32", ...kernelParameters.map(() => "i32" as const)],
    body: ({ params: [columns, ...params], local }) =>
      tile({ params, local }, lanes, rows, registers, {
        load: (at) => partial.load(at, columns!.get),
        store: (at, value) => partial.store(at, value, columns!.get),
      }),
  });
}

interface LastRegister {
  load(address: Code): Code;
  store(address: Code, value: Code): Code;
}

function tile(
  { params, local }: FunctionScope,
  lanes: Lanes,
  rows: number,
  registers: number,
  last: LastRegister,
): Code[] {
  const [c, cRow, a, aRow, aColumn, b, bRow, depth, accumulate] = params as Local[];
  const sums = Array.from({ length: rows }, () => Array.from({ length: registers }, () => local("v128")));
  const right = Array.from({ length: registers }, () => local("v128"));
  const [left, row] = [local("v128"), local("i32")];
  const at = Array.from({ length: rows }, () => local("i32"));
  const isLast = (i: number) => i === registers - 1;
  const eachRegister = (code: (sum: Local, i: number) => Code) => [
    ...row.set(c!.get),
    ...sums.flatMap((line) => [...line.flatMap(code), ...row.add(cRow!.get)]),
  ];
  const place = (i: number) => (i === 0 ? row.get : i32.add(row.get, i32.const(16 * i)));
  return [
    ifElse(
      accumulate!.get,
      [eachRegister((sum, i) => sum.set(isLast(i) ? last.load(place(i)) : v128.load(row.get, 16 * i)))],
      [sums.flatMap((line) => line.flatMap((sum) => sum.set(v128.zero)))],
    ),
    ...at.map((x, r) => x.set(r === 0 ? a!.get : i32.add(at[r - 1]!.get, aRow!.get))),
    loop(
      ...right.map((x, i) => x.set(v128.load(b!.get, 16 * i))),
      ...sums.map((line, r) => [
        ...left.set(lanes.splat(at[r]!.get)),
        ...line.flatMap((sum, i) => sum.set(lanes.multiplyAdd(left.get, right[i]!.get, sum.get))),
      ]),
      ...at.map((x) => x.add(aColumn!.get)),
      b!.add(bRow!.get),
      depth!.add(i32.const(-1)),
      brIf(0, depth!.get),
    ),
    eachRegister((sum, i) =>
      isLast(i) ? last.store(place(i), sum.get) : v128.store(row.get, sum.get, 16 * i),
    ),
  ];
}
