import { type Code, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import type { Local } from "../module.ts";

/** Bytes of the 32 of two registers, by their numbers of `size` bytes: 0, 1, … of the first, then of the second. */
function numbers(size: number, ...indices: number[]): number[] {
  return indices.flatMap((index) => Array.from({ length: size }, (_, i) => index * size + i));
}

/** Turns a square of registers, one a row, into its transpose; `spare` are as many more. */
export function transpose(lanes: Lanes, rows: readonly Local[], spare: readonly Local[]): Code {
  const [a, b, c, d] = rows as [Local, Local, Local, Local];
  const [p, q, r, s] = spare as [Local, Local, Local, Local];
  const pick = (x: Local, y: Local, ...indices: number[]) =>
    v128.shuffle(x.get, y.get, numbers(lanes.bytes, ...indices));
  if (lanes.count === 2) {
    return [...p.set(a.get), ...a.set(pick(p, b, 0, 2)), ...b.set(pick(p, b, 1, 3))];
  }
  return [
    ...[...p.set(pick(a, b, 0, 4, 1, 5)), ...q.set(pick(a, b, 2, 6, 3, 7))],
    ...[...r.set(pick(c, d, 0, 4, 1, 5)), ...s.set(pick(c, d, 2, 6, 3, 7))],
    ...[...a.set(pick(p, r, 0, 1, 4, 5)), ...b.set(pick(p, r, 2, 3, 6, 7))],
    ...[...c.set(pick(q, s, 0, 1, 4, 5)), ...d.set(pick(q, s, 2, 3, 6, 7))],
  ];
}
