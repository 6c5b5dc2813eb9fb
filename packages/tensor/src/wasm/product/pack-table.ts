import { type Code, i32, ifElse, select, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { type Callee, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { tileColumns } from "./micro-kernel.ts";

/**
 * Packs into panels a matrix B whose element (k, j) lies at b + rows[k] + columns[j]: two tables of distances in bytes, i32.
 * The columns of the last panel that B lacks repeat its last one, and nobody reads what they give.
 *
 * @returns how to call it: address of the panels, b, address of the table of rows at the first k, of the table of columns
 * at the first j, number of columns, number of k.
 */
export function packTable(m: ModuleBuilder, lanes: Lanes): Callee {
  const width = tileColumns(lanes);
  const { count } = lanes;
  const panelBytes = width * lanes.bytes;
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body: ({ params, local }) => {
      const [to, b, rows, columns, size, depth] = params as Local[] & Record<number, Local>;
      const [first, k, write, row, last] = Array.from({ length: 5 }, () => local("i32")) as Local[] &
        Record<number, Local>;
      const at = Array.from({ length: width }, () => local("i32"));
      const entry = (index: Code) => i32.load(i32.add(columns!.get, i32.mul(index, i32.const(4))));
      const column = (i: number) => {
        const index = i32.add(first!.get, i32.const(i));
        return select(index, last!.get, i32.ltS(index, last!.get));
      };
      const place = (i: number) => i32.add(at[i]!.get, row!.get);
      const eachK = (...registers: Code[]) => [
        ...write!.set(to!.get),
        ...forUp(
          k!,
          i32.mul(depth!.get, i32.const(4)),
          4,
          row!.set(i32.load(i32.add(rows!.get, k!.get))),
          ...registers.map((value, i) => v128.store(write!.get, value, 16 * i)),
          write!.add(i32.const(panelBytes)),
        ),
      ];
      const copied = [0, 1].map((i) => v128.load(place(0), 16 * i));
      const gathered = [0, 1].map((i) => gather(lanes, (lane) => place(i * count + lane)));
      const inOnePiece = i32.and(
        i32.eq(i32.sub(at[width - 1]!.get, at[0]!.get), i32.const(panelBytes - lanes.bytes)),
        i32.geS(i32.sub(size!.get, first!.get), i32.const(width)),
      );
      return [
        last!.set(i32.sub(size!.get, i32.const(1))),
        forUp(
          first!,
          size!.get,
          width,
          ...at.map((x, i) => x.set(i32.add(b!.get, entry(column(i))))),
          ifElse(inOnePiece, [eachK(...copied)], [eachK(...gathered)]),
          to!.add(i32.mul(depth!.get, i32.const(panelBytes))),
        ),
      ];
    },
  });
}

function gather({ count }: Lanes, place: (lane: number) => Code): Code {
  const single = count === 4;
  const start = single ? v128.load32Zero(place(0)) : v128.load64Zero(place(0));
  const put = single ? v128.load32Lane : v128.load64Lane;
  return Array.from({ length: count - 1 }, (_, i) => i + 1).reduce<Code>(
    (value, lane) => put(place(lane), value, lane),
    start,
  );
}
