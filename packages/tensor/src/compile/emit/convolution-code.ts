import { addConvolution, type Convolution } from "../../wasm/convolution/add-convolution.ts";
import { type ConvolutionShape, geometryOf } from "../../wasm/convolution/geometry.ts";
import { type Code, i32 } from "../../wasm/instructions.ts";
import type { ModuleBuilder } from "../../wasm/module.ts";
import type { NativeKernel } from "../lower/kernels.ts";
import { bytesOf } from "./access-code.ts";
import { forRange } from "./for-range.ts";
import { type Native, type Once, parametersOf } from "./native.ts";

/** Chunks of images whose kernel gradients are added up in order. */
const mostParts = 8;

/** Convolutions and their gradients; the forms of the nodes are those of ops/images/recorded-convolution.ts. */
export function convolution(kernel: NativeKernel, fused: boolean, once: Once): Native {
  const { float, node, name } = kernel;
  const shape = node.attributes.shape as ConvolutionShape;
  const images = Number(node.attributes.images);
  const geometry = geometryOf(shape, float);
  const bytes = bytesOf[float];
  const imageBytes = bytes * shape.channels * shape.image[0] * shape.image[1];
  const outputBytes = bytes * shape.outputs * geometry.positions;
  const kernelBytes = bytes * shape.outputs * geometry.elements;
  const parts = name === "convolutionKernelGradient" ? Math.min(images, mostParts) : 1;
  const form = JSON.stringify([shape, name, parts > 1 ? images : 0]);
  const add = (m: ModuleBuilder) => {
    const calls = once(`convolution ${float} ${JSON.stringify(shape)}`, () =>
      addConvolution(m, float, fused, shape),
    );
    return m.function({
      params: parametersOf(kernel),
      body: ({ params, local }) => {
        const [target, a, b, scratch, first, last] = params.map(({ get }) => get) as [
          Code,
          Code,
          Code,
          Code,
          Code,
          Code,
        ];
        const from = (base: Code, unit: Code, size: number) => i32.add(base, i32.mul(unit, i32.const(size)));
        const count = i32.sub(last, first);
        if (name === "convolution") {
          const [y, x] = [from(target, first, outputBytes), from(a, first, imageBytes)];
          return [calls.forward({ y, x, w: b, images: count, scratch })];
        }
        if (name === "convolutionImageGradient") {
          const [dx, g] = [from(target, first, imageBytes), from(a, first, outputBytes)];
          return [calls.imageGradient({ dx, g, w: b, images: count, scratch })];
        }
        return kernelGradient(calls, { target, g: a, x: b, scratch, first, last }, local("i32"), (part) => ({
          first: i32.divU(i32.mul(part, i32.const(images)), i32.const(parts)),
          sizes: { outputBytes, imageBytes, kernelBytes },
        }));
      },
    });
  };
  return {
    units: name === "convolutionKernelGradient" ? parts : images,
    price: images * shape.outputs * geometry.positions * geometry.elements,
    scratch: geometry.places.end,
    parts,
    form,
    add,
  };
}

interface Places {
  readonly target: Code;
  readonly g: Code;
  readonly x: Code;
  readonly scratch: Code;
  readonly first: Code;
  readonly last: Code;
}

/** Every part of the images has a gradient of its own. */
function kernelGradient(
  calls: Convolution,
  { target, g, x, scratch, first, last }: Places,
  part: { get: Code; set(value: Code): Code; add(value: Code): Code },
  of: (part: Code) => {
    first: Code;
    sizes: { outputBytes: number; imageBytes: number; kernelBytes: number };
  },
): Code[] {
  const { first: start, sizes } = of(part.get);
  const images = i32.sub(of(i32.add(part.get, i32.const(1))).first, start);
  const at = (base: Code, unit: Code, size: number) => i32.add(base, i32.mul(unit, i32.const(size)));
  const body = calls.kernelGradient({
    dw: at(target, part.get, sizes.kernelBytes),
    g: at(g, start, sizes.outputBytes),
    x: at(x, start, sizes.imageBytes),
    images,
    scratch,
  });
  return [forRange(part, first, last, [body])];
}
