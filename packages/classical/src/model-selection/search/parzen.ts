import { logNdtrBetween, logsumexp, ndtr, ndtri } from "@blankfile/statistics";
import type { Philox } from "@blankfile/tensor";
import { type Domain, inner, isSame, outer } from "./space.ts";

/** A density over one parameter that follows what was seen. */
export interface Parzen {
  sample(rng: Philox): unknown;
  /** The logarithm of the density, or of the probability of a whole number or choice. */
  logDensity(value: unknown): number;
}

/**
 * A Parzen estimator (Bergstra et al. 2011, Algorithms for hyper-parameter optimization, section 4):
 *
 *   p(x) = Σᵢ wᵢ N(x; μᵢ, σᵢ) truncated to [low, high]
 *
 * with μᵢ the values seen and the middle of the range as the prior; σᵢ is the larger gap to a neighbour, between range / min(100, n + 2) and the whole range,
 * the prior's the whole range. Whole numbers have the mass of their step, choices (count + 1/K) / (n + 1).
 */
export function parzen(domain: Domain, seen: readonly unknown[], weights: readonly number[]): Parzen {
  return domain.kind === "categorical"
    ? ofChoices(domain.choices, seen, weights)
    : ofNumbers(domain, seen as number[], weights);
}

function ofChoices(
  choices: readonly unknown[],
  seen: readonly unknown[],
  weights: readonly number[],
): Parzen {
  const mass = choices.map(() => 1 / choices.length);
  seen.forEach((value, i) => {
    const at = choices.findIndex((choice) => isSame(choice, value));
    if (at >= 0) mass[at]! += weights[i]!;
  });
  const total = mass.reduce((sum, one) => sum + one, 0);
  return {
    sample: (rng) => choices[pick(mass, total, rng)],
    logDensity: (value) => Math.log(mass[choices.findIndex((choice) => isSame(choice, value))]! / total),
  };
}

interface Kernel {
  mu: number;
  sigma: number;
  weight: number;
}

function ofNumbers(
  domain: Exclude<Domain, { kind: "categorical" }>,
  seen: readonly number[],
  weights: readonly number[],
): Parzen {
  const [low, high] = inner(domain);
  const place = (value: number) => (domain.log ? Math.log(value) : value);
  const kernels = withWidths(
    seen.map((value, i) => ({ mu: place(value), weight: weights[i]! })),
    [low, high],
  );
  const total = kernels.reduce((sum, { weight }) => sum + weight, 0);
  // log of the mass that truncation leaves of each kernel.
  const inside = kernels.map(({ mu, sigma }) => logNdtrBetween((low - mu) / sigma, (high - mu) / sigma));
  return {
    sample(rng) {
      const { mu, sigma } =
        kernels[
          pick(
            kernels.map(({ weight }) => weight),
            total,
            rng,
          )
        ]!;
      const [a, b] = [ndtr((low - mu) / sigma), ndtr((high - mu) / sigma)];
      return outer(domain, Math.min(high, Math.max(low, mu + sigma * ndtri(a + (b - a) * rng.uniform()))));
    },
    logDensity(value) {
      const terms = kernels.map(({ mu, sigma, weight }, i) => {
        const log = Math.log(weight / total) - inside[i]!;
        if (domain.kind === "float")
          return log - ((place(value as number) - mu) / sigma) ** 2 / 2 - Math.log(sigma);
        const ends = [-0.5, 0.5].map((half) => (place((value as number) + half) - mu) / sigma) as [
          number,
          number,
        ];
        return log + logNdtrBetween(...ends);
      });
      return logsumexp(terms) - (domain.kind === "float" ? Math.log(2 * Math.PI) / 2 : 0);
    },
  };
}

function withWidths(
  seen: readonly { mu: number; weight: number }[],
  [low, high]: readonly [number, number],
): Kernel[] {
  const range = high - low || 1;
  const sorted = [...seen, { mu: (low + high) / 2, weight: 1, isPrior: true }].sort((a, b) => a.mu - b.mu);
  const least = range / Math.min(100, sorted.length + 1);
  return sorted.map((kernel, i) => {
    const before = i > 0 ? kernel.mu - sorted[i - 1]!.mu : kernel.mu - low;
    const after = i < sorted.length - 1 ? sorted[i + 1]!.mu - kernel.mu : high - kernel.mu;
    const sigma = "isPrior" in kernel ? range : Math.min(range, Math.max(least, before, after));
    return { mu: kernel.mu, weight: kernel.weight, sigma };
  });
}

function pick(weights: readonly number[], total: number, rng: Philox): number {
  let left = rng.uniform() * total;
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
