import { type Philox, Tensor } from "@blankfile/tensor";
import { drawMix, type MixedBatch, type MixOptions, mixTargets } from "./mixup.ts";

/**
 * Each image of a batch with a rectangle of another, the same place for all.
 *
 *   λ ~ Beta(α, α);  the rectangle W √(1 − λ) × H √(1 − λ), its centre anywhere, cut off at the edges;
 *   then λ = 1 − its area / (W H), and ỹ_i = λ y_i + (1 − λ) y_j
 *
 * `x` [B, C, H, W]; `target` classes, int32 [B]. Yun, Han, Oh, Chun, Choe, Yoo 2019, equations 1 and 2, https://arxiv.org/abs/1905.04899;
 * the paper's α is 1.
 */
export function cutmix(x: Tensor, target: Tensor, options: MixOptions): MixedBatch {
  if (x.ndim !== 4)
    throw new RangeError(`cutmix: shape [${x.shape.join(", ")}], images [B, C, H, W] are needed`);
  const [b, c, h, w] = x.shape as [number, number, number, number];
  const drawn = drawMix("cutmix", x, target, options);
  const { top, bottom, left, right } = rectangle(h, w, drawn.lambda, options.rng);
  const lambda = 1 - ((bottom - top) * (right - left)) / (h * w);
  const partners = drawn.partner.data;
  const [from, mixed] = [x.data, x.data.slice()];
  for (let plane = 0; plane < b * c; plane++) {
    const other = partners[Math.floor(plane / c)]! * c + (plane % c);
    for (let row = top; row < bottom; row++) {
      const [start, end] = [(other * h + row) * w + left, (other * h + row) * w + right];
      mixed.set(from.subarray(start, end), (plane * h + row) * w + left);
    }
  }
  return {
    x: new Tensor(mixed, x.shape, x.dtype),
    target: mixTargets(x, target, lambda, drawn.partner, options),
    lambda,
    partner: drawn.partner,
  };
}

function rectangle(h: number, w: number, lambda: number, rng: Philox) {
  const side = Math.sqrt(1 - lambda);
  const [halfHeight, halfWidth] = [Math.floor(h * side) / 2, Math.floor(w * side) / 2];
  const [y, x] = [rng.integer(h), rng.integer(w)];
  const within = (value: number, limit: number) => Math.min(limit, Math.max(0, Math.floor(value)));
  return {
    top: within(y - halfHeight, h),
    bottom: within(y + halfHeight, h),
    left: within(x - halfWidth, w),
    right: within(x + halfWidth, w),
  };
}
