import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const plain = { rate: 0.1, momentum: 0.5, nesterov: false };
const ahead = { rate: 0.1, momentum: 0.5, nesterov: true };

/** The parameters after each of the gradients. */
function walk({ sgdStep }: Module, gradients: number[][], settings: typeof plain): number[][] {
  let now = { theta: gradients[0]!.map(() => 1), velocity: gradients[0]!.map(() => 0) };
  return gradients.map((g) => {
    now = sgdStep(now.theta, g, now.velocity, settings);
    return now.theta;
  });
}

const draws = (seed: number, steps: number, n: number): number[][] => {
  const { normals } = random(seed);
  return Array.from({ length: steps }, () => normals(n));
};

/** Where each gradient g_i has carried the parameter by step t: η g_i (1 + μ + … + μ^(t − i)). */
function bySums(gradients: number[][], rate: number, momentum: number): number[][] {
  return gradients.map((_, t) =>
    gradients[0]!.map((_, j) => {
      let value = 1;
      for (let i = 0; i <= t; i++)
        value -= (rate * gradients[i]![j]! * (1 - momentum ** (t - i + 1))) / (1 - momentum);
      return value;
    }),
  );
}

/** ∇f of f(x) = ½ (x_0² + 10 x_1²) + x_0 x_1. */
const bowl = (x: number[]): number[] => [x[0]! + x[1]!, 10 * x[1]! + x[0]!];

export const checks: Check<Module>[] = [
  {
    name: "the first step by hand: θ = 1 and g = 2 with η = 0.1 give v = 2 and θ = 0.8",
    probes: "gradient-descent-intro",
    why: "v = ½ · 0 + 2 and θ = 1 − 0.1 · 2. The gradient enters the velocity whole: without a share 1 − μ, without the rate, without a minus.",
    run: ({ sgdStep }) => {
      const { theta, velocity } = sgdStep([1], [2], [0], plain);
      return close([velocity, theta], [[2], [0.8]]);
    },
  },
  {
    name: "the second step by hand: after g = 2 comes g = 0, and θ moves on by 0.1 to 0.7",
    probes: "momentum",
    why: "Half of the velocity 2 is kept: v = 1, and θ = 0.8 − 0.1 · 1.",
    run: ({ sgdStep }) => {
      const { theta, velocity } = sgdStep([0.8], [0], [2], plain);
      return close([velocity, theta], [[1], [0.7]]);
    },
  },
  {
    name: "Nesterov's rule by hand: v = 4 and g = 2 give the velocity 4 and the step 0.1 · (2 + ½ · 4)",
    why: "The new velocity is ½ · 4 + 2 = 4, and μ multiplies this one. With the old velocity in its place, g + μ v would be plain momentum again.",
    run: ({ sgdStep }) => {
      const { theta, velocity } = sgdStep([1, 1], [2, 2], [4, 0], ahead);
      return close(
        [velocity, theta],
        [
          [4, 2],
          [0.6, 0.7],
        ],
      );
    },
  },
  {
    name: "without momentum both rules are gradient descent",
    probes: "gradient-descent-intro",
    why: "With μ = 0 the velocity is the gradient, and the rules differ by a multiple of μ only.",
    run: (module) => {
      const gradients = draws(1, 6, 3);
      const expected = bySums(gradients, 0.2, 0);
      return all(
        close(walk(module, gradients, { rate: 0.2, momentum: 0, nesterov: false }), expected),
        close(walk(module, gradients, { rate: 0.2, momentum: 0, nesterov: true }), expected),
      );
    },
  },
  {
    name: "a rate that changes between two steps does not change the velocity",
    why: "If the rate stands inside the velocity, a step at a small rate still runs with the old, large one.",
    run: ({ sgdStep }) => {
      const first = sgdStep([1], [2], [0], plain);
      const second = sgdStep(first.theta, [0], first.velocity, { ...plain, rate: 0.001 });
      return close([second.velocity, second.theta], [[1], [0.8 - 0.001]]);
    },
  },
  {
    name: "gradients that agree lengthen the step to 1/(1 − μ) times its length",
    probes: "series",
    why: "1 + μ + μ² + … = 1/(1 − μ): with μ = 0.9 the last of 400 steps is ten times the first.",
    run: (module) => {
      const path = walk(
        module,
        Array.from({ length: 400 }, () => [1]),
        { ...plain, momentum: 0.9 },
      );
      return close([1 - path[0]![0]!, path[398]![0]! - path[399]![0]!], [0.1, 1]);
    },
  },
  {
    name: "thirty random steps of momentum agree with each gradient's own geometric sum",
    probes: "series",
    why: "A gradient moves its parameter at the step where it arrives, and a share μ less at each later one: η g (1 + μ + μ² + …).",
    run: (module) => {
      const gradients = draws(2, 30, 3);
      return close(walk(module, gradients, { ...plain, momentum: 0.8 }), bySums(gradients, 0.1, 0.8));
    },
  },
  {
    name: "Nesterov's rule is one step of momentum ahead: it is plain momentum, plus −η μ v",
    why: "θ_t by Nesterov's rule is φ_t − η μ v_t, where φ took plain steps with the same gradients.",
    run: (module) => {
      const gradients = draws(3, 12, 2);
      const velocities = gradients.map((_, t) =>
        [0, 1].map((j) => gradients.slice(0, t + 1).reduce((v, g) => 0.5 * v + g[j]!, 0)),
      );
      const expected = bySums(gradients, 0.1, 0.5).map((phi, t) =>
        phi.map((value, j) => value - 0.1 * 0.5 * velocities[t]![j]!),
      );
      return close(walk(module, gradients, ahead), expected);
    },
  },
  {
    name: "looking ahead by hand: f = ½x², φ = 1, v = 1, η = μ = 1/2",
    why: "The gradient is taken at 1 − ½ · ½ · 1 = 3/4 and is 3/4. So v = ½ + 3/4 = 5/4 and φ = 1 − ½ · 5/4 = 3/8.",
    run: ({ lookAheadStep }) => {
      const asked: number[][] = [];
      const gradientAt = (x: number[]) => {
        asked.push([...x]);
        return [...x];
      };
      const { phi, velocity } = lookAheadStep([1], gradientAt, [1], { rate: 0.5, momentum: 0.5 });
      return all(close(asked, [[3 / 4]]), close([velocity, phi], [[5 / 4], [3 / 8]]));
    },
  },
  {
    name: "both forms are one walk: θ = φ − η μ v after each of 25 steps",
    probes: "momentum",
    why: "The place at which the first form asks for the gradient is the θ of the second. Gradients come from a bowl in two dimensions.",
    run: ({ sgdStep, lookAheadStep }) => {
      const settings = { rate: 0.05, momentum: 0.8 };
      let a = { phi: [3, -2], velocity: [0, 0] };
      let b = { theta: [3, -2], velocity: [0, 0] };
      return all(
        ...Array.from({ length: 25 }, () => {
          a = lookAheadStep(a.phi, bowl, a.velocity, settings);
          b = sgdStep(b.theta, bowl(b.theta), b.velocity, { ...settings, nesterov: true });
          return all(
            close(
              b.theta,
              a.phi.map((value, i) => value - 0.05 * 0.8 * a.velocity[i]!),
            ),
            close(b.velocity, a.velocity),
          );
        }),
      );
    },
  },
  {
    name: "lengths that do not fit are refused",
    why: "A velocity that is missing is undefined in JavaScript, and its parameter would be NaN from then on.",
    run: ({ sgdStep, lookAheadStep }) =>
      all(
        refuses(() => sgdStep([1, 2], [1], [0, 0], plain)),
        refuses(() => sgdStep([1, 2], [1, 2], [0], plain)),
        refuses(() => sgdStep([1, 2], [1, 2, 3], [0, 0], ahead)),
        refuses(() => lookAheadStep([1, 2], (x) => x, [0], plain)),
        refuses(() => lookAheadStep([1, 2], () => [1], [0, 0], plain)),
      ),
  },
  {
    name: "the arguments are left as they were, the old velocity too",
    why: "An assignment to velocity[i] changes the caller's array. Make a new one with map.",
    run: ({ sgdStep, lookAheadStep }) => {
      const given = { theta: [1, 2], gradient: [3, 4], velocity: [5, 6] };
      const before = JSON.stringify(given);
      sgdStep(given.theta, given.gradient, given.velocity, plain);
      sgdStep(given.theta, given.gradient, given.velocity, ahead);
      lookAheadStep(given.theta, () => given.gradient, given.velocity, plain);
      return equal(JSON.stringify(given), before);
    },
  },
];
