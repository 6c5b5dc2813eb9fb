import type { Tensor } from "./tensor.ts";

export function format(x: Tensor): string {
  return `tensor(${JSON.stringify(x.toArray())}, dtype=${x.dtype})`;
}
