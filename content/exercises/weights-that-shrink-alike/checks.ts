import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Arrays, Optimiser, Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const usual: Settings = { rate: 0.01, decay: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const valuesOf = (optimiser: Optimiser, name: string): number[] => optimiser.parameters[name]!.values;

/** The optimiser after steps by these gradients, whatever the values are. */
function after({ optimiserOf, adamWStep }: Module, values: Arrays, gradients: Arrays[], settings: Settings) {
  return gradients.reduce((now, g) => adamWStep(now, g, settings), optimiserOf(values, ["bias"]));
}

function draws(seed: number, steps: number): Arrays[] {
  const { normals } = random(seed);
  return Array.from({ length: steps }, () => ({ weight: normals(3, 0, 5), bias: normals(2) }));
}

const start: Arrays = { weight: [1, -2, 3], bias: [0.5, -0.5] };

/** Values after each step, with m̂ and v̂ as weighted means of all gradients so far and the factor 1 − ηλ. */
function byWeights(start: number[], gradients: number[][], settings: Settings, decay: number): number[] {
  const { rate, beta1, beta2, epsilon } = settings;
  const mean = (beta: number, seen: number[]) => {
    const weights = seen.map((_, i) => beta ** (seen.length - 1 - i));
    return seen.reduce((sum, x, i) => sum + x * weights[i]!, 0) / weights.reduce((sum, w) => sum + w, 0);
  };
  return start.map((first, j) =>
    gradients.reduce((value, _, t) => {
      const seen = gradients.slice(0, t + 1).map((g) => g[j]!);
      const step =
        mean(beta1, seen) /
        (Math.sqrt(
          mean(
            beta2,
            seen.map((g) => g * g),
          ),
        ) +
          epsilon);
      return value * (1 - rate * decay) - rate * step;
    }, first),
  );
}

export const checks: Check<Module>[] = [
  {
    name: "the idle weight: 1 becomes 0.999, and 0.999² after another step",
    probes: "adam",
    why: "Its gradient is 0, so Adam's step is 0, and 1 − ηλ = 0.999 is all that happens. 0.99 is a whole step of Adam: some gradient was not 0, and Adam makes a step of η out of any size.",
    run: (module) => {
      const none = [{ weight: [0] }, { weight: [0] }];
      return all(
        close(valuesOf(after(module, { weight: [1] }, none.slice(1), usual), "weight"), [0.999]),
        close(valuesOf(after(module, { weight: [1] }, none, usual), "weight"), [0.999 ** 2]),
      );
    },
  },
  {
    name: "the idle weight with λ = 10 becomes 0.9, with λ = 0.001 it becomes 0.99999",
    probes: "weight-decay",
    why: "The factor is 1 − ηλ: twice the decay takes away twice as much, and so does twice the rate.",
    run: (module) =>
      all(
        ...[10, 0.001].map((decay) =>
          close(valuesOf(after(module, { weight: [1] }, [{ weight: [0] }], { ...usual, decay }), "weight"), [
            1 - 0.01 * decay,
          ]),
        ),
      ),
  },
  {
    name: "a step by hand: the value 2, g = 4, η = 0.1, λ = 1/2 give 2 · 0.95 − 0.1 = 1.8",
    why: "Adam's first step is η in the direction of −g. The decay takes a share of the value from before the step: shrunk after it, 1.9 would become 1.805.",
    run: (module) => {
      const settings = { ...usual, rate: 0.1, decay: 0.5, epsilon: 0 };
      return close(valuesOf(after(module, { weight: [2] }, [{ weight: [4] }], settings), "weight"), [1.8]);
    },
  },
  {
    name: "gradients of 0.001 and of 100 leave the same decay",
    probes: "adam",
    why: "What stands inside the gradient is divided by √v̂, so that large gradients drown it. Each weight should lose ηλ times its value, here 0.002.",
    run: (module) => {
      const gradients = [{ weight: [0.001, 100] }];
      const [without, decayed] = [0, 0.1].map((decay) =>
        valuesOf(after(module, { weight: [2, 2] }, gradients, { ...usual, decay }), "weight"),
      ) as [number[], number[]];
      return close(
        without.map((x, i) => x - decayed[i]!),
        [0.002, 0.002],
      );
    },
  },
  {
    name: "the running means know nothing of the decay",
    why: "m and v average the gradients of the loss. The same gradients must leave the same m and v, whatever λ is.",
    run: (module) => {
      const gradients = draws(1, 5);
      const [without, decayed] = [0, 0.3].map(
        (decay) => after(module, start, gradients, { ...usual, decay }).parameters.weight!,
      ) as [Optimiser["parameters"][string], Optimiser["parameters"][string]];
      return close([decayed.m, decayed.v], [without.m, without.v]);
    },
  },
  {
    name: "without a decay it is Adam, over twelve random steps",
    probes: "adam",
    why: "With λ = 0 nothing was wrong. If this fails, the repair changed Adam's step itself.",
    run: (module) => {
      const gradients = draws(2, 12);
      const now = after(module, start, gradients, { ...usual, decay: 0 });
      return close(
        [...valuesOf(now, "weight"), ...valuesOf(now, "bias")],
        [
          ...byWeights(
            start.weight!,
            gradients.map((g) => g.weight!),
            usual,
            0,
          ),
          ...byWeights(
            start.bias!,
            gradients.map((g) => g.bias!),
            usual,
            0,
          ),
        ],
      );
    },
  },
  {
    name: "biases take Adam's step alone",
    probes: "weight-decay",
    why: "decays is false for them. The decay has to ask for that, wherever it now stands.",
    run: (module) => {
      const gradients = draws(3, 6);
      const settings = { ...usual, decay: 2 };
      return close(
        valuesOf(after(module, start, gradients, settings), "bias"),
        byWeights(
          start.bias!,
          gradients.map((g) => g.bias!),
          settings,
          0,
        ),
      );
    },
  },
  {
    name: "twelve random steps agree with Adam beside the factor 1 − ηλ",
    why: "Each step multiplies the weight by 1 − ηλ and subtracts Adam's step, made of the loss's gradients alone.",
    run: (module) => {
      const gradients = draws(4, 12);
      const settings = { ...usual, rate: 0.05, decay: 0.7 };
      return close(
        valuesOf(after(module, start, gradients, settings), "weight"),
        byWeights(
          start.weight!,
          gradients.map((g) => g.weight!),
          settings,
          0.7,
        ),
      );
    },
  },
  {
    name: "at rate 0 nothing moves, whatever the decay",
    why: "The rate scales both parts. A decay without it goes on shrinking when a schedule has brought the rate to 0.",
    run: (module) => {
      const now = after(module, start, draws(5, 3), { ...usual, rate: 0, decay: 0.5 });
      return close(
        [...valuesOf(now, "weight"), ...valuesOf(now, "bias")],
        [...start.weight!, ...start.bias!],
      );
    },
  },
  {
    name: "train takes its gradients at the present values: an idle weight, and one in a bowl",
    why: "In the bowl ½(x − 3)² the used weight should end where Adam's step and the decay are small, near 3; the idle one at 0.999²⁰⁰.",
    run: ({ optimiserOf, train }) => {
      const begun = optimiserOf({ used: [0], idle: [1] }, ["used"]);
      const settings = { ...usual, rate: 0.05, decay: 0.02 };
      const done = train(begun, ({ used }) => ({ used: [used![0]! - 3], idle: [0] }), settings, 200);
      const x = valuesOf(done, "used")[0]!;
      return all(
        holds(Math.abs(x - 3) < 0.2, x, "a value near 3"),
        close(valuesOf(done, "idle"), [0.999 ** 200]),
        equal(done.step, 200),
      );
    },
  },
  {
    name: "gradients that do not fit are still refused",
    why: "The starter refuses them; the repair should not take that away.",
    run: ({ optimiserOf, adamWStep }) =>
      all(
        refuses(() => adamWStep(optimiserOf({ weight: [1, 2] }, []), { weight: [1] }, usual)),
        refuses(() => adamWStep(optimiserOf({ weight: [1, 2] }, []), {}, usual)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "A weight that is shrunk where it stands changes the optimiser that was given.",
    run: ({ optimiserOf, adamWStep }) => {
      const optimiser = optimiserOf(start, ["bias"]);
      const [gradients] = draws(6, 1) as [Arrays];
      const before = JSON.stringify({ optimiser, gradients, start });
      adamWStep(optimiser, gradients, usual);
      return equal(JSON.stringify({ optimiser, gradients, start }), before);
    },
  },
];
