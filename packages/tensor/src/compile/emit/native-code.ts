import type { NativeKernel } from "../lower/kernels.ts";
import { attention } from "./attention-code.ts";
import { convolution } from "./convolution-code.ts";
import type { Native, Once } from "./native.ts";
import { maxPool } from "./pool-code.ts";

/** The machine code of a whole operation. */
export function nativeCode(kernel: NativeKernel, fused: boolean, once: Once): Native {
  if (kernel.name.startsWith("attention")) return attention(kernel, fused, once);
  return kernel.name.startsWith("maxPool") ? maxPool(kernel, once) : convolution(kernel, fused, once);
}
