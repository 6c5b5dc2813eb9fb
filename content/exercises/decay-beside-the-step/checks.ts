import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Settings, State } from "./starter.ts";

type Module = typeof import("./starter.ts");

const usual: Settings = { rate: 0.01, decay: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const parts = ({ w, m, v }: State) => [w, m, v];

/** So many steps with the gradients of a list, one after the other. */
function after(
  step: (state: State, g: number[], settings: Settings) => State,
  start: State,
  gradients: number[][],
  settings: Settings,
): State {
  return gradients.reduce((state, g) => step(state, g, settings), start);
}

const drawn = (steps: number, size: number, seed: number) => {
  const draw = random(seed);
  return Array.from({ length: steps }, () => draw.normals(size));
};

export const checks: Check<Module>[] = [
  {
    name: "the first step by hand: g = 2, w = 1, η = 0.1, λ = 0.5: AdamW ends at 0.85, with the penalty at 0.9",
    probes: "adam",
    why: "In the first step m̂ = u and √v̂ = |u|, so a = η, however large u is. AdamW takes off ηλw = 0.05 beside it; in the penalised gradient 2.5 the decay changes nothing.",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const settings = { ...usual, rate: 0.1, decay: 0.5, epsilon: 0 };
      const [own, penalised] = [adamWStep, penaltyStep].map((step) => step(startOf([1]), [2], settings));
      return close(
        [own!.w, own!.m, own!.v, penalised!.w, penalised!.m, penalised!.v],
        [[0.85], [0.2], [0.004], [0.9], [0.25], [0.00625]],
      );
    },
  },
  {
    name: "a weight without a gradient shrinks by 1 − ηλ in each step of AdamW",
    probes: "weight-decay",
    why: "Three steps leave 0.999³. With the penalty in the gradient such a weight moves by η a step, however small λ is.",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const idle = [[0], [0], [0]];
      return close(
        [
          after(adamWStep, startOf([1]), idle, usual).w[0]!,
          after(penaltyStep, startOf([1]), idle.slice(0, 1), { ...usual, epsilon: 0 }).w[0]!,
          after(penaltyStep, startOf([1]), idle.slice(0, 1), { ...usual, epsilon: 0, decay: 1e-4 }).w[0]!,
        ],
        [0.999 ** 3, 0.99, 0.99],
      );
    },
  },
  {
    name: "without decay both are Adam: two steps by hand",
    probes: "adam",
    why: "g is 1, then 2. m = 0.29 and v = 0.004999, divided by 1 − 0.9² and 1 − 0.999².",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const settings = { ...usual, rate: 0.1, decay: 0, epsilon: 0 };
      const second = (0.1 * (0.29 / 0.19)) / Math.sqrt(0.004999 / 0.001999);
      const states = [adamWStep, penaltyStep].map((step) => after(step, startOf([3]), [[1], [2]], settings));
      return all(
        ...states.map((state) => close(parts(state), [[3 - 0.1 - second], [0.29], [0.004999]], 1e-12)),
      );
    },
  },
  {
    name: "large gradients and small ones decay alike in AdamW, and not with the penalty",
    why: "Both weights begin at 1; their gradients swing between +s and −s, with s = 100 and s = 0.01. What is beside the step is not divided by √v̂.",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const swinging = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? [100, 0.01] : [-100, -0.01]));
      const settings = { ...usual, rate: 0.001, decay: 0.5 };
      const still = { ...settings, decay: 0 };
      const lossOf = (step: typeof penaltyStep) => {
        const [with_, without] = [settings, still].map(
          (one) => after(step, startOf([1, 1]), swinging, one).w,
        );
        return with_!.map((w, i) => without![i]! - w);
      };
      const [own, penalised] = [lossOf(adamWStep), lossOf(penaltyStep)];
      return all(
        close(own[0], own[1]!, 1e-6),
        holds(penalised[1]! > 100 * penalised[0]!, penalised, "the second far larger than the first"),
      );
    },
  },
  {
    name: "the running means of AdamW are those without any decay",
    why: "They are means of the gradients that were given. Only w knows of λ.",
    run: ({ startOf, adamWStep }) => {
      const gradients = drawn(5, 3, 1);
      const [some, none] = [usual, { ...usual, decay: 0 }].map((one) =>
        after(adamWStep, startOf([1, -2, 3]), gradients, one),
      );
      return close([some!.m, some!.v], [none!.m, none!.v]);
    },
  },
  {
    name: "random steps agree with the formulas written out",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const gradients = drawn(20, 4, 2);
      const settings = { rate: 0.05, decay: 0.3, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
      const reference = (inside: boolean) => {
        const w = [1, -1, 0.5, 2];
        const [m, v] = [w.map(() => 0), w.map(() => 0)];
        for (const [s, g] of gradients.entries())
          for (let i = 0; i < 4; i++) {
            const u = g[i]! + (inside ? 0.3 * w[i]! : 0);
            m[i] = 0.8 * m[i]! + 0.2 * u;
            v[i] = 0.95 * v[i]! + 0.05 * u * u;
            const root = Math.sqrt(v[i]! / (1 - 0.95 ** (s + 1)));
            const a = (0.05 * (m[i]! / (1 - 0.8 ** (s + 1)))) / (root + 1e-3);
            w[i] = (inside ? 1 : 1 - 0.05 * 0.3) * w[i]! - a;
          }
        return [w, m, v];
      };
      const start = startOf([1, -1, 0.5, 2]);
      return all(
        close(parts(after(adamWStep, start, gradients, settings)), reference(false)),
        close(parts(after(penaltyStep, start, gradients, settings)), reference(true)),
      );
    },
  },
  {
    name: "weights that do not decay take Adam's step alone",
    why: "Biases and the gains of norms are left out. The others shrink as before.",
    run: ({ startOf, adamWStep }) => {
      const gradients = drawn(6, 2, 3);
      const run = (settings: Settings, decays?: boolean[]) =>
        gradients.reduce((state, g) => adamWStep(state, g, settings, decays), startOf([2, 2])).w;
      const [shrinking, still] = [run(usual), run({ ...usual, decay: 0 })];
      return close(
        [run(usual, [true, false]), run(usual, [false, false])],
        [[shrinking[0]!, still[1]!], still],
      );
    },
  },
  {
    name: "half-lives by hand: 1 for ηλ = ½, 2 for 0.3, 7 for 0.1, 693 for 0.001, never for 0",
    probes: "exp-log",
    why: "0.9⁶ = 0.531 and 0.9⁷ = 0.478. In general (1 − ηλ)ⁿ ≤ ½ at about n = 0.693/(ηλ).",
    run: ({ halfLife }) =>
      equal(
        [0.5, 0.3, 0.1, 0.001, 0].map((product) => halfLife({ ...usual, rate: 1, decay: product })),
        [1, 2, 7, 693, Number.POSITIVE_INFINITY],
      ),
  },
  {
    name: "the steps are counted from a start of zeros",
    run: ({ startOf, adamWStep, penaltyStep }) =>
      all(
        equal(startOf([5, 6]), { step: 0, w: [5, 6], m: [0, 0], v: [0, 0] }),
        equal(
          [adamWStep, penaltyStep].map((step) => after(step, startOf([1]), [[1], [1], [1]], usual).step),
          [3, 3],
        ),
      ),
  },
  {
    name: "gradients and marks of another length are refused",
    run: ({ startOf, adamWStep, penaltyStep }) =>
      all(
        refuses(() => adamWStep(startOf([1, 2]), [1], usual)),
        refuses(() => penaltyStep(startOf([1, 2]), [1, 2, 3], usual)),
        refuses(() => adamWStep(startOf([1, 2]), [1, 2], usual, [true])),
      ),
  },
  {
    name: "the arguments are left as they were",
    run: ({ startOf, adamWStep, penaltyStep }) => {
      const w = [1, 2];
      const start = startOf(w);
      const before = JSON.stringify(start);
      const g = [3, 4];
      const later = adamWStep(start, g, usual, [true, false]);
      penaltyStep(later, g, usual);
      later.w[0] = 99;
      return equal([JSON.stringify(start), g, w], [before, [3, 4], [1, 2]]);
    },
  },
];
