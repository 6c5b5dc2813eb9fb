import { optionsOf } from "./arguments.ts";
import { broadcastShapes } from "./shape.ts";
import { requireTensor, type Tensor } from "./tensor.ts";
import { spread } from "./zip.ts";

export interface Tolerance {
  rtol?: number;
  atol?: number;
  equalNan?: boolean;
}

/** Whether |a − b| ≤ atol + rtol · |b| everywhere, with equal infinities equal. */
export function allclose(a: Tensor, b: Tensor, options: Tolerance = {}): boolean {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = optionsOf("allclose", options);
  requireTensor("allclose", a, b);
  const shape = broadcastShapes("allclose", a.shape, b.shape);
  const left = spread(a.data, a.shape, shape);
  const right = spread(b.data, b.shape, shape);
  for (let i = 0; i < left.length; i++) {
    const [p, q] = [left[i]!, right[i]!];
    if (p === q || (equalNan && Number.isNaN(p) && Number.isNaN(q))) continue;
    if (!(Number.isFinite(q) && Math.abs(p - q) <= atol + rtol * Math.abs(q))) return false;
  }
  return true;
}
