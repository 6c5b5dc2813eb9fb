import { type Code, f32x4, f64x2, i32, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { forUp, type Local } from "../module.ts";

/** Registers of a row that are written out; longer rows have a loop. */
const unrolled = 16;

/** Code that copies `size` numbers that lie side by side from one address to another. `at` is its counter. */
export function copyRow(lanes: Lanes, to: Code, from: Code, size: number, at: Local): Code {
  return eachRegister(lanes, size, at, (offset, index, whole) => {
    const [source, target] = [i32.add(from, index), i32.add(to, index)];
    return whole
      ? v128.store(target, v128.load(source, offset), offset)
      : lanes.store(target, lanes.load(source, offset), offset);
  });
}

/** Code that adds `size` numbers that lie side by side to others, `step` numbers apart. */
export function addRow(lanes: Lanes, to: Code, from: Code, size: number, step: number, at: Local): Code {
  const add = lanes.count === 4 ? f32x4.add : f64x2.add;
  const [first, put] =
    lanes.count === 4 ? [v128.load32Zero, v128.store32Lane] : [v128.load64Zero, v128.store64Lane];
  const one = (target: Code, source: Code, offset: number, from: number) =>
    put(target, add(first(target, offset), first(source, from)), 0, offset);
  if (step !== 1) {
    const bytes = lanes.bytes;
    const target = i32.add(to, i32.mul(at.get, i32.const(step)));
    return forUp(at, i32.const(size * bytes), bytes, one(target, i32.add(from, at.get), 0, 0));
  }
  return eachRegister(lanes, size, at, (offset, index, whole) => {
    const [source, target] = [i32.add(from, index), i32.add(to, index)];
    return whole
      ? v128.store(target, add(v128.load(target, offset), v128.load(source, offset)), offset)
      : one(target, source, offset, offset);
  });
}

/** `code` for each whole register of a row and for each number behind the last: a constant distance and one in a local. */
function eachRegister(
  { count, bytes }: Lanes,
  size: number,
  at: Local,
  code: (offset: number, index: Code, whole: boolean) => Code,
): Code {
  const registers = Math.floor(size / count);
  const none = i32.const(0);
  const whole =
    registers <= unrolled
      ? Array.from({ length: registers }, (_, i) => code(16 * i, none, true)).flat()
      : forUp(at, i32.const(16 * registers), 16, code(0, at.get, true));
  const rest = Array.from({ length: size % count }, (_, i) => code(16 * registers + i * bytes, none, false));
  return [...whole, ...rest.flat()];
}
