import { block, br, brIf, type Code, f32, f64, i32, loop, v128 } from "../../wasm/instructions.ts";
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
      const [blockIndex, at, chunk, read, rowBytes] = [
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
      ];
      const [sum, rest] = [local("v128"), local(float === "float32" ? "f32" : "f64")];
      const scalar = float === "float32" ? f32 : f64;
      const eachChunk = (...body: Code[]) => [
        ...read.set(i32.add(from!.get, at.get)),
        ...forUp(chunk, perBlock!.get, 1, ...body, read.add(rowBytes.get)),
      ];
      const end = i32.mul(i32.and(inner!.get, i32.const(-16 / bytes)), i32.const(bytes));
      return [
        rowBytes.set(i32.mul(inner!.get, i32.const(bytes))),
        forUp(
          blockIndex,
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
          block(
            loop(
              brIf(1, i32.geS(at.get, rowBytes.get)),
              rest.set(scalar.const(0)),
              eachChunk(rest.set(scalar.add(rest.get, scalar.load(read.get)))),
              scalar.store(i32.add(to!.get, at.get), rest.get),
              at.add(i32.const(bytes)),
              br(0),
            ),
          ),
          from!.add(i32.mul(perBlock!.get, rowBytes.get)),
          to!.add(rowBytes.get),
        ),
      ];
    },
  });
}
