import type { Code } from "../instructions.ts";
import { type Float, lanesOf } from "../lanes.ts";
import type { ModuleBuilder } from "../module.ts";
import { backward, backwardParts } from "./backward.ts";
import { forward, forwardParts } from "./forward.ts";
import {
  type AttentionGradients,
  type AttentionOperands,
  backwardMatrices,
  flatten,
  forwardMatrices,
  partsBytes,
} from "./operands.ts";
import { piecesOf } from "./pieces.ts";

/** How a body calls attention for a range of items; `Code` for each operand. */
export interface Attention {
  readonly forward: (operands: AttentionOperands) => Code;
  readonly backward: (operands: AttentionGradients) => Code;
}

/**
 * Adds to a module softmax(scale · q kᵀ) · v and its gradients, which never hold more than a strip of the scores.
 *
 * An item is a batch and a head. What an item gives does not depend on the range in which it is computed, so threads share
 * out ranges freely. S, D and E are at least 1.
 */
export function addAttention(m: ModuleBuilder, float: Float, fused: boolean): Attention {
  const pieces = piecesOf(m, float, fused);
  const [run, runBack] = [forward(m, pieces), backward(m, pieces)];
  return {
    forward: (operands) => run(...flatten(forwardMatrices, operands)),
    backward: (operands) => runBack(...flatten(backwardMatrices, operands)),
  };
}

/** Bytes of scratch that a call needs. */
export function attentionScratch(
  float: Float,
  direction: "forward" | "backward",
  size: { readonly S: number; readonly D: number; readonly E: number },
): number {
  const lanes = lanesOf(float, false);
  const parts = direction === "forward" ? forwardParts(lanes) : backwardParts(lanes);
  return partsBytes(lanes, parts, size);
}
