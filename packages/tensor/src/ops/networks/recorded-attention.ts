import { gradientsOf, kernelBy, wholeOperation } from "../../autograd/whole-operation.ts";
import { isFloating } from "../../dtype.ts";
import { sameShape, sizeOf } from "../../shape.ts";
import { compute } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { reshape } from "../reshape.ts";
import { slice } from "../slice.ts";

/** Whether compile's attention takes these: one float dtype, the same batch, nothing empty. */
export function fitsRecorded(q: Tensor, k: Tensor, v: Tensor): boolean {
  const batch = q.shape.slice(0, -2);
  return (
    isFloating(q.dtype) &&
    [k, v].every((x) => x.dtype === q.dtype && sameShape(x.shape.slice(0, -2), batch)) &&
    [q, k, v].every((x) => x.numel() > 0)
  );
}

/**
 * Attention as one node, and its gradients as another: compile never holds T × S scores.
 *
 * The node holds the result and, behind it, two statistics of each row that the gradients need: [items · T · E + items · T · 2].
 */
export function recordedAttention(
  [q, k, v]: readonly [Tensor, Tensor, Tensor],
  { isCausal, scale }: { isCausal: boolean; scale: number },
  composed: (q: Tensor, k: Tensor, v: Tensor) => Tensor,
): Tensor {
  const shape = [...q.shape.slice(0, -1), v.shape.at(-1)!];
  const [size, rows] = [sizeOf(shape), sizeOf(q.shape.slice(0, -1))];
  const attributes = { isCausal, scale };
  const both = compute(
    "attention",
    [q, k, v],
    { shape: [size + 2 * rows], dtype: q.dtype },
    kernelBy([q, k, v], (a, b, c) => [composed(a!, b!, c!)]),
    attributes,
  );
  return wholeOperation({
    name: "attention",
    inputs: [q, k, v],
    forward: () => reshape(slice(both, [0, size]), shape),
    backward: (g) => {
      const parts = compute(
        "attentionGradients",
        [q, k, v, g, both],
        { shape: [q.numel() + k.numel() + v.numel()], dtype: q.dtype },
        kernelBy([q, k, v, g], (a, b, c, h) => gradientsOf(composed as () => Tensor, [a!, b!, c!], h!)),
        attributes,
      );
      let first = 0;
      return [q, k, v].map((x) => {
        const part = slice(parts, [first, first + x.numel()]);
        first += x.numel();
        return reshape(part, x.shape);
      });
    },
    composed: composed as (...inputs: Tensor[]) => Tensor,
  });
}
