import { eye, noGrad, type Philox, qr, randn, type Tensor, where } from "@blankfile/tensor";

/**
 * x ← gain · Q with Q Qᵀ = 1 or Qᵀ Q = 1, x read as a matrix [size of its first dimension, all others together]: rows or columns,
 * whichever are fewer, are orthonormal. Q comes from the QR factors of normal numbers, its columns signed so that R's diagonal is positive,
 * which makes every Q equally likely.
 *
 * Saxe et al. 2014, section 3, https://arxiv.org/abs/1312.6120; Mezzadri 2007, https://arxiv.org/abs/math-ph/0609050
 */
export function orthogonal_(x: Tensor, { rng, gain = 1 }: { rng: Philox; gain?: number }): Tensor {
  if (x.ndim < 2 || x.numel() === 0) {
    throw new RangeError(
      `orthogonal_: a weight [${x.shape.join(", ")}], one of two or more dimensions with elements is needed`,
    );
  }
  if (!Number.isFinite(gain)) throw new RangeError(`orthogonal_: gain ${gain}, a finite number is needed`);
  return noGrad(() => {
    const rows = x.shape[0]!;
    const columns = x.numel() / rows;
    const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
    const { Q, R } = qr(randn([long, short], { rng, dtype: "float64" }));
    const diagonal = R.mul(eye(short, { dtype: "float64" })).sum({ dim: 0, keepdim: true });
    const columnsOfQ = Q.mul(where(diagonal.lt(0), -1, 1)).mul(gain);
    return x.copy_((rows < columns ? columnsOfQ.transpose(0, 1) : columnsOfQ).reshape(x.shape));
  });
}
