import type { Floats } from "../copy-matrix.ts";
import type { Code } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import { ModuleBuilder } from "../module.ts";
import { addConvolution } from "./add-convolution.ts";
import type { ConvolutionShape } from "./geometry.ts";

type Run = (result: Floats, operands: readonly [Floats, Floats], images: number) => Floats;

/** The functions of a convolution on arrays of JavaScript's; the first array holds what the result held before. */
export function convolutionOf(float: Float, shape: ConvolutionShape, fused = true) {
  const m = new ModuleBuilder();
  const code = addConvolution(m, float, fused, shape);
  const add = (name: string, body: (operands: [Code, Code, Code, Code, Code]) => Code) => {
    const params = Array.from({ length: 5 }, () => "i32" as const);
    m.function({
      name,
      params,
      body: ({ params }) => [body(params.map((p) => p.get) as [Code, Code, Code, Code, Code])],
    });
  };
  add("forward", ([y, x, w, images, scratch]) => code.forward({ y, x, w, images, scratch }));
  add("kernels", ([dw, g, x, images, scratch]) => code.kernelGradient({ dw, g, x, images, scratch }));
  add("more", ([dw, g, x, images, scratch]) => code.kernelGradient({ dw, g, x, images, scratch }, true));
  add("images", ([dx, g, w, images, scratch]) => code.imageGradient({ dx, g, w, images, scratch }));
  const memory = new WebAssembly.Memory({ initial: 0 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
  const run = (name: string): Run => {
    const call = instance.exports[name] as (...operands: number[]) => void;
    return (result, operands, images) => {
      const Numbers = float === "float32" ? Float32Array : Float64Array;
      const arrays = [result, ...operands];
      const places = arrays.map((_, i) =>
        arrays.slice(0, i).reduce((sum, { length }) => sum + 16 * Math.ceil((length + 1) / 16), 0),
      );
      const end = places[2]! + 16 * Math.ceil((arrays[2]!.length + 1) / 16);
      const bytes = end * Numbers.BYTES_PER_ELEMENT;
      const missing = bytes + code.scratchBytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
      const numbers = new Numbers(memory.buffer).fill(Number.NaN);
      arrays.forEach((array, i) => {
        numbers.set(array, places[i]);
      });
      call(...places.map((place) => place * Numbers.BYTES_PER_ELEMENT), images, bytes);
      return numbers.slice(places[0], places[0]! + result.length);
    };
  };
  return {
    forward: run("forward"),
    kernels: run("kernels"),
    more: run("more"),
    images: run("images"),
  };
}
