import { vectorOf } from "../functions/vector.ts";
import { br, type Code, i32, ifElse, loop, v128 } from "../instructions.ts";
import type { Float, Lanes } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { roundedUp } from "./operands.ts";

/**
 * Copies rows of numbers, times a factor.
 *
 * @param padded - rows of the copy have room for whole tiles: what is left of them becomes 0.
 * @returns how to call it: address of the copy, bytes from its row to row, address and bytes of the original, number of rows,
 * of columns, the factor.
 */
export function copyRows(m: ModuleBuilder, float: Float, lanes: Lanes, padded: boolean): Callee {
  const v = vectorOf(float);
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32", float === "float32" ? "f32" : "f64"],
    body: (scope) => {
      const [to, toRow, from, fromRow, rows, columns, scale] = scope.params as Local[];
      const [i, factor] = [scope.local("i32"), scope.local("v128")];
      return [
        factor.set(v.splat(scale!.get)),
        forUp(
          i,
          rows!.get,
          1,
          row(scope, { float, lanes, padded }, columns!.get, factor.get),
          to!.add(toRow!.get),
          from!.add(fromRow!.get),
        ),
      ];
    },
  });
}

interface Kind {
  readonly float: Float;
  readonly lanes: Lanes;
  readonly padded: boolean;
}

function row(scope: FunctionScope, { float, lanes, padded }: Kind, columns: Code, factor: Code): Code {
  const v = vectorOf(float);
  const { bytes, count } = lanes;
  const [j, read, write] = [scope.local("i32"), scope.local("i32"), scope.local("i32")];
  const [to, , from] = scope.params as Local[];
  const step = (size: number) => [read.add(i32.const(size)), write.add(i32.const(size))];
  const zeros = [v128.store(write.get, v128.zero), v128.store(write.get, v128.zero, 16)];
  const storeLane = bytes === 4 ? v128.store32Lane : v128.store64Lane;
  const numbers = forUp(
    j,
    i32.and(columns, i32.const(count - 1)),
    1,
    storeLane(write.get, v.mul(lanes.splat(read.get), factor), 0),
    ...step(bytes),
  );
  // Zeros go where the last tile begins, before the last numbers: so they end where the row's room ends.
  const last = i32.mul(i32.sub(roundedUp(lanes, columns), i32.const(2 * count)), i32.const(bytes));
  return [
    ...(padded ? [write.set(i32.add(to!.get, last)), ...zeros].flat() : []),
    ...read.set(from!.get),
    ...write.set(to!.get),
    ...forUp(
      j,
      i32.sub(columns, i32.const(count - 1)),
      count,
      v128.store(write.get, v.mul(v128.load(read.get), factor)),
      ...step(16),
    ),
    ...numbers,
  ];
}

/** Fills with copies of one number from an address up to another. `at` is left at the end. */
export function fillUpTo(lanes: Lanes, at: Local, end: Code, value: Code): Code {
  return whileBelow(at, end, lanes.store(at.get, value), at.add(i32.const(lanes.bytes)));
}

/** Runs the body while the address is below the end. */
export function whileBelow(at: Local, end: Code, ...body: Code[]): Code {
  return loop(ifElse(i32.ltS(at.get, end), [...body, br(1)], []));
}
