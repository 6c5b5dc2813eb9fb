import { cat, full, type Tensor, zeros } from "@blankfile/tensor";

export interface AttentionMasks {
  /** Keys to leave out, [B, S]: true where nobody may look, or numbers added to the scores. */
  keyPaddingMask?: Tensor;
  /** [L, S], or [B · H, L, S] for each sample and head: true where a query may not look, or numbers added to the scores. */
  attnMask?: Tensor;
  /** Query t sees only keys up to t; instead of `attnMask`. */
  isCausal?: boolean;
}

interface Scores {
  /** [B, H, L, S] of the scores that the masks are for. */
  readonly shape: readonly [number, number, number, number];
  readonly dtype: Tensor["dtype"];
  /** Keys behind the S, which every query sees. */
  readonly extra: number;
}

/** All masks as one tensor to add to the scores [B, H, L, S + extra], −∞ where a query may not look; null where all may. */
export function attentionMask(
  { keyPaddingMask, attnMask, isCausal = false }: AttentionMasks,
  scores: Scores,
): Tensor | null {
  const { dtype, extra } = scores;
  const [B, H, L, S] = scores.shape;
  if (isCausal && attnMask)
    throw new RangeError(`MultiheadAttention: attnMask and isCausal, one of them is needed`);
  const parts: Tensor[] = [];
  if (attnMask) {
    const shape = requireShape("attnMask", attnMask, [
      [L, S],
      [B * H, L, S],
    ]);
    parts.push(added("attnMask", attnMask, dtype).reshape(shape.length === 2 ? [1, 1, L, S] : [B, H, L, S]));
  }
  if (isCausal) parts.push(causalMask([L, S], dtype).reshape([1, 1, L, S]));
  if (keyPaddingMask) {
    requireShape("keyPaddingMask", keyPaddingMask, [[B, S]]);
    parts.push(added("keyPaddingMask", keyPaddingMask, dtype).reshape([B, 1, 1, S]));
  }
  if (parts.length === 0) return null;
  const sum = parts.reduce((a, b) => a.add(b));
  return extra === 0 ? sum : cat([sum, zeros([...sum.shape.slice(0, -1), extra], { dtype })], { dim: -1 });
}

/** 0 where s ≤ t, −∞ above. */
export function causalMask(shape: readonly [number, number], dtype: Tensor["dtype"]): Tensor {
  return full(shape, Number.NEGATIVE_INFINITY, { dtype }).triu({ diagonal: 1 });
}

function added(what: string, mask: Tensor, dtype: Tensor["dtype"]): Tensor {
  if (mask.dtype === "bool") return zeros(mask.shape, { dtype }).maskedFill(mask, Number.NEGATIVE_INFINITY);
  if (mask.dtype === dtype) return mask;
  throw new TypeError(
    `MultiheadAttention: ${what} of dtype ${mask.dtype}, bool or ${dtype} as the query is needed`,
  );
}

function requireShape(
  what: string,
  { shape }: Tensor,
  allowed: readonly (readonly number[])[],
): readonly number[] {
  if (allowed.some((one) => String(one) === String(shape))) return shape;
  const wanted = allowed.map((one) => `[${one.join(", ")}]`).join(" or ");
  throw new RangeError(`MultiheadAttention: ${what} [${shape.join(", ")}], ${wanted} is needed`);
}
