import { type Code, i32 } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import type { FunctionScope, ModuleBuilder } from "../module.ts";
import { addProduct } from "../product/add-product.ts";
import { addTableProduct } from "../product/add-table-product.ts";
import { ConvolutionCode } from "./convolution-code.ts";
import { type ConvolutionShape, geometryOf } from "./geometry.ts";
import { windowTables } from "./window-tables.ts";

/**
 * Addresses as code that pushes an i32, of arrays in row-major order: images x [N, C, H, W] and their gradient dx, kernels w
 * [O, C / groups, kH, kW] and theirs, dw; the output y [N, O, H', W'], whose gradient is g. `images` is N.
 *
 * `scratch` is room of `scratchBytes` at an address that 16 divides; each thread needs its own.
 */
type Operands<Name extends string> = Readonly<Record<Name | "images" | "scratch", Code>>;

export interface Convolution {
  readonly scratchBytes: number;
  /** y[n, o, i, j] = Σ_(c, u, v) w[o, c, u, v] · x[n, c, i · stride + u · dilation − padding, …], in the order of c, u, v. */
  readonly forward: (operands: Operands<"y" | "x" | "w">) => Code;
  /**
   * dw[o, c, u, v] = Σ_(n, i, j) g[n, o, i, j] · x[n, c, i · stride + u · dilation − padding, …], in the order of n, i, j; with
   * `accumulate` it is added to dw, which continues the sum. So chunks of images that do not depend on the number of threads, each
   * with a dw of its own, added up in order, give bits that do not depend on it.
   */
  readonly kernelGradient: (operands: Operands<"dw" | "g" | "x">, accumulate?: boolean) => Code;
  /** dx, the sum over all windows that a pixel is in. Each image's bits depend on that image only. */
  readonly imageGradient: (operands: Operands<"dx" | "g" | "w">) => Code;
}

/**
 * Adds to a module the convolution of images of one shape, and its gradients, as products of matrices:
 *
 *   y = W · columns(x),   dW = Σ_n g · columns(x)ᵀ,   dx = columnsᵀ(Wᵀ · g)
 *
 * The columns of x, one for each window, are not stored: two tables say where their elements lie in an image with a border of
 * zeros, and the product packs from there ("implicit im2col"). Those of dx are computed for a few rows of the output at a time
 * and added up. Threads may divide the images: a call for some of them has y, x, g and dx at the first.
 * Chellapilla, Puri and Simard 2006, https://inria.hal.science/inria-00112631
 */
export function addConvolution(
  m: ModuleBuilder,
  float: Float,
  fused: boolean,
  shape: ConvolutionShape,
): Convolution {
  const geometry = geometryOf(shape, float);
  const parts = {
    product: addProduct(m, float, fused),
    tableProduct: addTableProduct(m, float, fused),
    tables: windowTables(m, geometry),
  };
  const writer = (scope: FunctionScope) => new ConvolutionCode(scope, geometry, float, parts);
  const params = Array.from({ length: 6 }, () => "i32" as const);
  const forward = m.function({ params, body: (scope) => writer(scope).forward() });
  const kernelGradient = m.function({ params, body: (scope) => writer(scope).kernelGradient() });
  const imageGradient = m.function({ params, body: (scope) => writer(scope).imageGradient() });
  const none = i32.const(0);
  return {
    scratchBytes: geometry.places.end,
    forward: ({ y, x, w, images, scratch }) => forward(y, x, w, images, scratch, none),
    kernelGradient: ({ dw, g, x, images, scratch }, accumulate = false) =>
      kernelGradient(dw, g, x, images, scratch, i32.const(Number(accumulate))),
    imageGradient: ({ dx, g, w, images, scratch }) => imageGradient(dx, g, w, images, scratch, none),
  };
}
