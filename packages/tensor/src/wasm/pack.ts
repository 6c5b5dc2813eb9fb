import { type Code, i32, ifElse, v128 } from "./instructions.ts";
import type { Lanes } from "./lanes.ts";
import { forUp, type ModuleBuilder } from "./module.ts";

/**
 * Copies a matrix with any strides into panels of `width` lines, in the order in which the micro-kernel reads: for each k
 * the numbers of all lines side by side. A line is a row of A or a column of B. Lines that the last panel lacks are zeros
 * there, so that the kernel has no edges.
 *
 *   line 0: a b c
 *   line 1: d e f      in panels of width 2:  a d  b e  c f | g 0  h 0  i 0
 *   line 2: g h i
 *
 * @returns how to call it: address of the panels, of the matrix, bytes from line to line, bytes from k to k, number of
 * lines, number of k.
 */
export function pack(m: ModuleBuilder, lanes: Lanes, width: number): (...operands: Code[]) => Code {
  const panelBytes = width * lanes.bytes;
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body: ({ params: [to, from, lineBytes, stepBytes, lines, depth], local }) => {
      const [first, line, k, read] = [local("i32"), local("i32"), local("i32"), local("i32")];
      const [cell, write] = [local("i32"), local("i32")];
      const eachK = (writeBytes: number, ...copy: Code[]) =>
        forUp(k, depth!.get, 1, ...copy, read.add(stepBytes!.get), write.add(i32.const(writeBytes)));

      const registers = Array.from({ length: panelBytes / 16 }, (_, i) =>
        v128.store(write.get, v128.load(read.get, 16 * i), 16 * i),
      );
      const numbers = Array.from({ length: width }, (_, i) => [
        ...lanes.store(write.get, lanes.load(cell.get), i * lanes.bytes),
        ...(i + 1 < width ? cell.add(lineBytes!.get) : []),
      ]);
      const whole = ifElse(
        i32.eq(lineBytes!.get, i32.const(lanes.bytes)),
        [eachK(panelBytes, ...registers)],
        [eachK(panelBytes, cell.set(read.get), ...numbers)],
      );

      const start = (index: Code) => read.set(i32.add(from!.get, i32.mul(index, lineBytes!.get)));
      const index = i32.add(first.get, line.get);
      const partial = forUp(
        line,
        i32.const(width),
        1,
        start(index),
        write.set(i32.add(to!.get, i32.mul(line.get, i32.const(lanes.bytes)))),
        ifElse(
          i32.ltS(index, lines!.get),
          [eachK(panelBytes, lanes.store(write.get, lanes.load(read.get)))],
          [eachK(panelBytes, lanes.store(write.get, lanes.zero))],
        ),
      );

      return [
        forUp(
          first,
          lines!.get,
          width,
          start(first.get),
          write.set(to!.get),
          ifElse(i32.geS(i32.sub(lines!.get, first.get), i32.const(width)), [whole], [partial]),
          to!.add(i32.mul(depth!.get, i32.const(panelBytes))),
        ),
      ];
    },
  });
}
