import type { NativeKernel } from "../lower/kernels.ts";
import { attention } from "./attention-code.ts";
import { convolution } from "./convolution-code.ts";
import type { Native, Once } from "./native.ts";

/** The machine code of a whole operation. */
export function nativeCode(kernel: NativeKernel, fused: boolean, once: Once): Native {
  return kernel.name.startsWith("attention")
    ? attention(kernel, fused, once)
    : convolution(kernel, fused, once);
}
