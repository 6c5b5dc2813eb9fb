import { type Code, i32, v128 } from "../../wasm/instructions.ts";
import { laneOperations } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";
import { type Callee, forUp, type ModuleBuilder } from "../../wasm/module.ts";
import { bytesOf } from "./access-code.ts";

/** out[block] = Σ chunks of the block; parameters: chunks, out, row length, chunks in a block, blocks. */
export function addChunks(m: ModuleBuilder, params: "i32"[], float: Float): Callee {
  const lanes = laneOperations(float);
  const bytes = bytesOf[float];
  return m.function({
    params,
    body: ({ params: [from, to, inner, perBlock, blocks], local }) => {
      const [block, at, chunk, read, rowBytes] = [
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
      ];
      const [sum, rest] = [local("v128"), local(float === "float32" ? "f32" : "f64")];
      const scalar =
        float === "float32"
          ? { load: 0x2a, store: 0x38, add: 0x92, align: 2 }
          : { load: 0x2b, store: 0x39, add: 0xa0, align: 3 };
      const loadScalar: Code = [...read.get, scalar.load, scalar.align, 0];
      const eachChunk = (...body: Code[]) => [
        ...read.set(i32.add(from!.get, at.get)),
        ...forUp(chunk, perBlock!.get, 1, ...body, read.add(rowBytes.get)),
      ];
      const end = i32.mul(i32.and(inner!.get, i32.const(-16 / bytes)), i32.const(bytes));
      return [
        rowBytes.set(i32.mul(inner!.get, i32.const(bytes))),
        forUp(
          block,
          blocks!.get,
          1,
          forUp(
            at,
            end,
            16,
            sum.set(lanes.literal(0)),
            eachChunk(sum.set(lanes.add(sum.get, v128.load(read.get)))),
            v128.store(i32.add(to!.get, at.get), sum.get),
          ),
          at.set(end),
          [
            0x02,
            0x40,
            0x03,
            0x40,
            ...i32.geS(at.get, rowBytes.get),
            0x0d,
            1,
            ...rest.set(float === "float32" ? [0x43, 0, 0, 0, 0] : [0x44, 0, 0, 0, 0, 0, 0, 0, 0]),
            ...eachChunk(rest.set([...rest.get, ...loadScalar, scalar.add])),
            ...i32.add(to!.get, at.get),
            ...rest.get,
            scalar.store,
            scalar.align,
            0,
            ...at.add(i32.const(bytes)),
            0x0c,
            0,
            0x0b,
            0x0b,
          ],
          from!.add(i32.mul(perBlock!.get, rowBytes.get)),
          to!.add(rowBytes.get),
        ),
      ];
    },
  });
}
