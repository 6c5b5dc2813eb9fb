import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  throwsError,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);

/** K probabilities, all above 0. */
function shares(draw: ReturnType<typeof random>, K: number): number[] {
  const raw = draw.uniforms(K, 0.1, 1);
  return raw.map((x) => x / sum(raw));
}

/** Written apart from the exercise: Σ q log q − Σ q log p, and Σ p log p − Σ p z + log Σ e^z. */
function directions(p: readonly number[], z: readonly number[]) {
  const logSum = Math.log(sum(z.map(Math.exp)));
  const logQ = z.map((score) => score - logSum);
  return {
    forward: sum(p.map((share, k) => share * (Math.log(share) - logQ[k]!))),
    reverse: sum(logQ.map((value, k) => Math.exp(value) * (value - Math.log(p[k]!)))),
  };
}

export const checks: Check<Module>[] = [
  {
    name: "1/2, 1/4, 1/4 coded as if it were 1/4, 1/2, 1/4 costs a quarter of log 2",
    probes: "cross-entropy",
    why: "½ · log 2 + ¼ · log ½ + ¼ · log 1. The logarithms are natural, not of base 2.",
    run: ({ kl }) => close(kl([1 / 2, 1 / 4, 1 / 4], [1 / 4, 1 / 2, 1 / 4]), Math.log(2) / 4),
  },
  {
    name: "the order matters: 1/8, 1/2, 1/4, 1/8 and 1/2, 1/4, 1/8, 1/8 cost 1/2 and 5/8 bits of each other",
    why: "The first argument is where the outcomes come from, and weights the sum.",
    run: ({ kl }) => {
      const [b, a] = [
        [1 / 8, 1 / 2, 1 / 4, 1 / 8],
        [1 / 2, 1 / 4, 1 / 8, 1 / 8],
      ];
      return close([kl(b!, a!), kl(a!, b!)], [0.5 * Math.log(2), 0.625 * Math.log(2)]);
    },
  },
  {
    name: "what never happens costs nothing: p = 1, 0 against 1/2, 1/2, and against 1, 0",
    probes: "entropy",
    why: "0 · log 0 counts as 0, but Math.log(0) is −Infinity, and 0 times that is NaN.",
    run: ({ kl }) => all(close(kl([1, 0], [1 / 2, 1 / 2]), Math.log(2)), close(kl([1, 0], [1, 0]), 0)),
  },
  {
    name: "what q rules out and p does not costs Infinity",
    why: "No code word is long enough. A small number added to q hides this: 23 nats look like an answer.",
    run: ({ kl }) => equal(kl([1 / 2, 1 / 2], [1, 0]), Number.POSITIVE_INFINITY),
  },
  {
    name: "it is never negative, and 0 for equal distributions",
    probes: "jensen",
    why: "That is Gibbs' inequality. Single terms may be negative, so no absolute values are needed.",
    run: ({ kl }) => {
      const draw = random(1);
      const outcomes = Array.from({ length: 20 }, () => {
        const [p, q] = [shares(draw, 5), shares(draw, 5)];
        const [apart, same] = [kl(p, q), kl(p, p)];
        return all(holds(apart > 0, apart, "above 0"), close(same, 0, 1e-15));
      });
      return all(...outcomes);
    },
  },
  {
    name: "two independent draws cost twice as much",
    probes: "exp-log",
    why: "The pairs have the probabilities pᵢpⱼ and qᵢqⱼ; the logarithm turns the products into sums.",
    run: ({ kl }) => {
      const draw = random(2);
      const [p, q] = [shares(draw, 3), shares(draw, 3)];
      const pairs = (d: number[]) => d.flatMap((a) => d.map((b) => a * b));
      return close(kl(pairs(p), pairs(q)), 2 * kl(p, q));
    },
  },
  {
    name: "lengths that differ are refused",
    why: "An index outside an array is undefined, and the divergence would be NaN.",
    run: ({ kl }) =>
      all(
        throwsError(() => kl([1 / 2, 1 / 2], [1])),
        throwsError(() => kl([1], [1 / 2, 1 / 2])),
        close(kl([1], [1]), 0),
      ),
  },
  {
    name: "two Gaussians by hand: N(0, 1) against N(1, 2²), and back",
    probes: "gaussian",
    why: "log 2 + (1 + 1)/8 − ½ one way, −log 2 + (4 + 1)/2 − ½ the other. Squares are measured in the spread of the second.",
    run: ({ klGaussians }) =>
      close([klGaussians(0, 1, 1, 2), klGaussians(1, 2, 0, 1)], [Math.log(2) - 1 / 4, 2 - Math.log(2)]),
  },
  {
    name: "a shift by d spreads costs d²/2, in any unit",
    why: "With equal spreads only (m₁ − m₂)²/(2s²) is left, and it has no unit.",
    run: ({ klGaussians }) =>
      close(
        [klGaussians(0, 1, 3, 1), klGaussians(10, 1000, 3010, 1000), klGaussians(5, 2, 5, 2)],
        [4.5, 4.5, 0],
      ),
  },
  {
    name: "Gaussians cut into 40,000 narrow outcomes cost the same as by the formula",
    why: "The divergence of densities is the limit of that of cells. If yours differs, take the mean of (x − m₂)² under p again.",
    run: ({ kl, klGaussians }) => {
      const cells = (m: number, s: number) =>
        Array.from({ length: 40_000 }, (_, i) => {
          const x = -20 + (i + 0.5) / 1000;
          return Math.exp(-(((x - m) / s) ** 2) / 2) / (s * Math.sqrt(2 * Math.PI) * 1000);
        });
      return close(klGaussians(1, 0.7, -0.5, 1.6), kl(cells(1, 0.7), cells(-0.5, 1.6)), 1e-6);
    },
  },
  {
    name: "the forward slopes by hand: p = 3/4, 1/4 and equal scores",
    probes: "partial-derivatives",
    why: "q is ½, ½. Raising the first score brings q nearer to p, so its slope is negative: ½ − ¾.",
    run: ({ forwardGradient }) => close(forwardGradient([3 / 4, 1 / 4], [0, 0]), [-1 / 4, 1 / 4]),
  },
  {
    name: "the forward slopes agree with finite differences",
    probes: "partial-derivatives",
    why: "D(p‖softmax(z)) was computed by the check, with each score moved alone.",
    run: ({ forwardGradient }) => {
      const draw = random(3);
      const [p, z] = [shares(draw, 4), draw.normals(4)];
      return gradientMatches((at: number[]) => directions(p, at).forward, forwardGradient(p, z), z);
    },
  },
  {
    name: "the reverse slopes agree with finite differences, and add up to 0",
    probes: "chain-rule",
    why: "A common shift of all scores changes no probability, so the slopes add up to 0. If yours do not, the divergence itself was not subtracted.",
    run: ({ reverseGradient }) => {
      const draw = random(4);
      const [p, z] = [shares(draw, 4), draw.normals(4)];
      const gradient = reverseGradient(p, z);
      return all(
        close(sum(gradient), 0, 1e-12),
        gradientMatches((at: number[]) => directions(p, at).reverse, gradient, z),
      );
    },
  },
  {
    name: "estimates by hand: ratios 1/2 and 2",
    why: "−log r is log 2 and −log 2, with mean 0. r − 1 is −½ and 1, with mean ¼, which the correction adds.",
    run: ({ estimates }) => {
      const { plain, corrected } = estimates([Math.log(2), 0], [0, Math.log(2)]);
      return close([plain, corrected], [0, 1 / 4]);
    },
  },
  {
    name: "20,000 draws of N(0, 1) against N(0.5, 1): both near 1/8",
    why: "Draws of p, ratios q/p: the other way round the mean of r is not 1, and the correction spoils the estimate.",
    run: ({ estimates }) => {
      const x = random(5).normals(20_000);
      const log = (m: number) => x.map((value) => -((value - m) ** 2) / 2);
      const { plain, corrected } = estimates(log(0), log(0.5));
      return all(close(plain, 1 / 8, 0.01), close(corrected, 1 / 8, 0.005));
    },
  },
  {
    name: "distributions that agree to eight digits have a corrected estimate of d²/2, and not below 0",
    probes: "taylor",
    why: "Math.exp(d) − 1 keeps eight of sixteen digits for d = 10⁻⁸, and subtracting d leaves none. Math.expm1(d) is e^d − 1 without the detour.",
    run: ({ estimates }) => {
      const d = [1e-8, -2e-8, 3e-8];
      const { corrected } = estimates([0, 0, 0], d);
      const expected = sum(d.map((value) => (value * value) / 2)) / 3;
      return holds(Math.abs(corrected / expected - 1) < 1e-6, corrected, expected);
    },
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to p[k] or z[k] changes the caller's array.",
    run: ({ kl, forwardGradient, reverseGradient, estimates }) => {
      const [p, z] = [
        [1 / 4, 3 / 4],
        [1, 2],
      ];
      kl(p!, p!);
      forwardGradient(p!, z!);
      reverseGradient(p!, z!);
      estimates(z!, p!);
      return equal(
        [p, z],
        [
          [1 / 4, 3 / 4],
          [1, 2],
        ],
      );
    },
  },
];
