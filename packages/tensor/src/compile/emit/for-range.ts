import { block, br, brIf, type Code, i32, loop } from "../../wasm/instructions.ts";
import type { Local } from "../../wasm/module.ts";

/** Runs `body` with the counter = from, from + 1, … while it is below `to`. */
export function forRange(counter: Local, from: Code, to: Code, body: readonly Code[]): Code {
  return [
    ...counter.set(from),
    ...block(loop(brIf(1, i32.geS(counter.get, to)), ...body, counter.add(i32.const(1)), br(0))),
  ];
}
