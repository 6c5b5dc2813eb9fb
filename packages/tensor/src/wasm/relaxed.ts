import { f32x4 } from "./instructions.ts";
import { bits } from "./lane-operations.ts";
import { ModuleBuilder } from "./module.ts";

let known: boolean | undefined;

/** Whether the machine here has relaxed SIMD, with its multiply and add in one rounding. */
export function hasRelaxedSimd(): boolean {
  known ??= WebAssembly.validate(sample());
  return known;
}

/** A module with one such instruction. */
function sample(): Uint8Array<ArrayBuffer> {
  const m = new ModuleBuilder();
  m.function({
    name: "sample",
    params: [],
    body: ({ local }) => [local("v128").set(f32x4.relaxedMadd(bits.zero, bits.zero, bits.zero))],
  });
  return m.bytes();
}
