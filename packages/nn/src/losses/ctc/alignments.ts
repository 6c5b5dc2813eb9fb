import {
  arange,
  customFunction,
  full,
  logsumexp,
  pad,
  stack,
  type Tensor,
  where,
  zeros,
} from "@blankfile/tensor";

/**
 * The probability of a labelling as the sum over all its alignments, in logarithms; [N, L] is a state s of l′ (L = 2S + 1) for each
 * sample. Graves et al. 2006, https://www.cs.toronto.edu/~graves/icml_2006.pdf, section 4.1. β here leaves out the emission of its own
 * step, which the paper has in both α and β and divides away in (14).
 */
interface Alignments {
  /** log y_t(l′_s), [T, N, L]. */
  readonly emissions: Tensor;
  /** l′, int32 [N, L]. */
  readonly states: Tensor;
  /** T_n and S_n, int32 [N]. */
  readonly inputLengths: Tensor;
  readonly targetLengths: Tensor;
}

/**
 * log p(l | x) for each sample, [N]: −∞ where no alignment fits.
 *
 *   ∂ log p / ∂ log y_t(l′_s) = γ_t(s) = α_t(s) β_t(s) / p,   the share of alignments that are in s at t   (14), (15)
 */
export function logLikelihood({ emissions, states, inputLengths, targetLengths }: Alignments): Tensor {
  const [T, N, L] = emissions.shape as [number, number, number];
  const skip = skips(states, emissions);
  const end = ends(L, targetLengths);
  const call = customFunction<[Tensor]>({
    name: "ctcLoss",
    forward: (y) => {
      const all = stack([start(y), ...forwards(y, skip)]); // [T + 1, N, L]
      const last = all.gather(0, inputLengths.reshape([1, N, 1]).expand([1, N, L])).squeeze(0);
      return logsumexp(where(end, last, -Infinity), { dim: 1 });
    },
    backward: (g, { inputs: [y], output: logp }) => {
      if (T === 0) return [zeros([0, N, L], { dtype: y.dtype })];
      const alphas = stack(forwards(y, skip));
      const betas = stack(backwards(y, skip, end, inputLengths));
      // Where p = 0, α β is 0 everywhere, and so is the gradient.
      const shift = where(logp.eq(-Infinity), 0, logp).reshape([1, N, 1]);
      return [
        alphas
          .add(betas)
          .sub(shift)
          .exp()
          .mul(g.reshape([1, N, 1])),
      ];
    },
  });
  return call(emissions);
}

/** Before the first step: in front of state 0, from which 0 and 1 are reached. (5) */
function start(y: Tensor): Tensor {
  const [, N, L] = y.shape as [number, number, number];
  return pad(zeros([N, 1], { dtype: y.dtype }), [0, L - 1], { value: -Infinity });
}

/** α_t(s) = (α_{t−1}(s) + α_{t−1}(s − 1) + α_{t−1}(s − 2) if a blank may be left out) y_t(l′_s), for t = 1 … T. (6), (7) */
function forwards(y: Tensor, skip: Tensor): Tensor[] {
  const alphas: Tensor[] = [];
  let alpha = start(y);
  for (let t = 0; t < y.shape[0]!; t++) {
    const ways = stack([alpha, later(alpha, 1), later(alpha, 2).add(skip)]);
    alpha = logsumexp(ways, { dim: 0 }).add(y.slice(t));
    alphas.push(alpha);
  }
  return alphas;
}

/** β_t(s): from s on to the end, 1 in the last two states at T_n; 0 after it. (9), (10), without y_t */
function backwards(y: Tensor, skip: Tensor, end: Tensor, inputLengths: Tensor): Tensor[] {
  const [T, N, L] = y.shape as [number, number, number];
  const impossible = full([N, L], -Infinity, { dtype: y.dtype });
  const final = where(end, 0, impossible);
  const betas: Tensor[] = [];
  let beta = impossible;
  for (let t = T - 1; t >= 0; t--) {
    if (t < T - 1) {
      const next = beta.add(y.slice(t + 1));
      beta = logsumexp(stack([next, sooner(next, 1), sooner(next.add(skip), 2)]), { dim: 0 });
    }
    beta = where(inputLengths.eq(t + 1).unsqueeze(1), final, beta);
    betas.unshift(beta);
  }
  return betas;
}

/** x(s − k). */
function later(x: Tensor, k: number): Tensor {
  return pad(x, [k, 0], { value: -Infinity }).slice(null, [0, x.shape[1]!]);
}

/** x(s + k). */
function sooner(x: Tensor, k: number): Tensor {
  return pad(x, [0, k], { value: -Infinity }).slice(null, [k, null]);
}

/** 0 where s may be reached from s − 2, between two labels that differ, else −∞. */
function skips(states: Tensor, like: Tensor): Tensor {
  const [N, L] = states.shape as [number, number];
  const before = pad(states, [2, 0], { value: -1 }).slice(null, [0, L]);
  const place = arange(0, L, { dtype: "int32" });
  const may = states.ne(before).logicalAnd(place.ge(2));
  return where(may, zeros([N, L], { dtype: like.dtype }), -Infinity);
}

/** Whether s is the last label or the blank behind it: s = 2S_n − 1 or 2S_n. */
function ends(L: number, targetLengths: Tensor): Tensor {
  const s = arange(0, L, { dtype: "int32" });
  const last = targetLengths.mul(2).unsqueeze(1);
  return s.eq(last).logicalOr(s.eq(last.sub(1)));
}
