import { optionsOf, requireArray } from "../arguments.ts";
import { promoteTypes } from "../dtype.ts";
import { normalizeDim, sameShape, showShape, sizeOf } from "../shape.ts";
import { compute, type Kernel, record } from "../tape.ts";
import type { Edge } from "../tape-node.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { to } from "./cast.ts";
import { unsqueeze } from "./reshape.ts";
import { type Range, slice } from "./slice.ts";

/** Puts tensors one after the other along `dim`; all other sizes must be equal. */
export function cat(tensors: readonly Tensor[], options: { dim?: number } = {}): Tensor {
  const { dim = 0 } = optionsOf("cat", options);
  const d = checkParts(tensors, dim);
  const dtype = tensors.map((part) => part.dtype).reduce(promoteTypes);
  const parts = tensors.map((part) => to(part, dtype));
  const ends: number[] = [];
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.shape[d]!);
  const shape = parts[0]!.shape.map((size, e) => (e === d ? ends.at(-1)! : size));
  const outer = sizeOf(shape.slice(0, d));
  const join: Kernel = (out, ...pieces) => {
    let at = 0;
    for (let o = 0; o < outer; o++) {
      for (const data of pieces) {
        const chunk = data.length / outer;
        out.set(data.subarray(o * chunk, (o + 1) * chunk), at);
        at += chunk;
      }
    }
  };
  const y = compute("cat", parts, { shape, dtype }, join, { dim: d });
  const before: Range[] = shape.slice(0, d).map(() => null);
  const edges = parts.map((part, i): Edge => {
    const range: Range = [ends[i]! - part.shape[d]!, ends[i]!];
    return [part, (g) => slice(g, ...before, range)];
  });
  return record("cat", y, edges);
}

/** Puts tensors of equal shape one after the other along a new dimension `dim`. */
export function stack(tensors: readonly Tensor[], options: { dim?: number } = {}): Tensor {
  const { dim = 0 } = optionsOf("stack", options);
  requireArray("stack", "tensors", tensors);
  const first = tensors[0]!;
  if (tensors.length === 0) throw new RangeError("stack: no tensors, at least one is needed");
  requireTensor("stack", ...tensors);
  const odd = tensors.findIndex((tensor) => !sameShape(tensor.shape, first.shape));
  if (odd >= 0) {
    throw new RangeError(
      `stack: tensor ${odd} has shape ${showShape(tensors[odd]!.shape)}, ${showShape(first.shape)} as the first is needed`,
    );
  }
  const d = normalizeDim("stack", dim, first.ndim + 1);
  return cat(
    tensors.map((tensor) => unsqueeze(tensor, d)),
    { dim: d },
  );
}

function checkParts(tensors: readonly Tensor[], dim: number): number {
  requireArray("cat", "tensors", tensors);
  const first = tensors[0]!;
  if (tensors.length === 0) throw new RangeError("cat: no tensors, at least one is needed");
  requireTensor("cat", ...tensors);
  if (first.ndim === 0) throw new RangeError("cat: 0-D tensors, dimensions are needed; stack makes one");
  const d = normalizeDim("cat", dim, first.ndim);
  tensors.forEach(({ shape }, i) => {
    if (shape.length === first.ndim && shape.every((n, e) => e === d || n === first.shape[e])) return;
    throw new RangeError(
      `cat: tensor ${i} has shape ${showShape(shape)}, that of the first (${showShape(first.shape)}) is needed except along dim ${d}`,
    );
  });
  return d;
}
