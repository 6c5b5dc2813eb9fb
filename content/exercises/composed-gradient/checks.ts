import {
  all,
  type Check,
  type CheckRandom,
  close,
  equal,
  gradientMatches,
  random,
} from "@blankfile/curriculum/check";
import type { Stage } from "./starter.ts";

type Module = typeof import("./starter.ts");

const square: Stage = { value: (x) => x * x, slope: (x) => 2 * x };
const cube: Stage = { value: (x) => x ** 3, slope: (x) => 3 * x * x };
const plus1: Stage = { value: (x) => x + 1, slope: () => 1 };
const sine: Stage = { value: Math.sin, slope: Math.cos };
const tanh: Stage = { value: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 };
const exp: Stage = { value: Math.exp, slope: Math.exp };
const flat: Stage = { value: () => 3, slope: () => 0 };

const pair = ({ value, slope }: { value: number; slope: number }): number[] => [value, slope];
const slopes = ({ dw, db }: { dw: number; db: number }): number[] => [dw, db];

/** Between two and six stages whose slopes stay of moderate size. */
function randomChain(draw: CheckRandom): Stage[] {
  const pool = [square, plus1, sine, tanh];
  return Array.from({ length: 2 + draw.integer(5) }, () => pool[draw.integer(4)]!);
}

export const checks: Check<Module>[] = [
  {
    name: "x² alone at 3: value 9, slope 6",
    probes: "derivatives",
    why: "With one stage there is nothing to chain: its own value and slope at x are the answer.",
    run: ({ valueAndSlope }) => close(pair(valueAndSlope([square], 3)), [9, 6]),
  },
  {
    name: "x² then x³ at 2: value 64, slope 4 · 48 = 192",
    why: "The cube receives 4, not 2, so its slope is 3 · 4² = 48. The two slopes are multiplied.",
    run: ({ valueAndSlope }) => close(pair(valueAndSlope([square, cube], 2)), [64, 192]),
  },
  {
    name: "x + 1 then x² at 2: value 9, slope 6; the other way round 5 and 4",
    probes: "functions",
    why: "stages[0] acts first, so [f, g] means g(f(x)).",
    run: ({ valueAndSlope }) =>
      all(
        close(pair(valueAndSlope([plus1, square], 2)), [9, 6]),
        close(pair(valueAndSlope([square, plus1], 2)), [5, 4]),
      ),
  },
  {
    name: "one flat stage makes the whole chain flat",
    why: "A change that a stage swallows cannot come back later: a product with a factor 0 is 0.",
    run: ({ valueAndSlope }) => close(pair(valueAndSlope([exp, flat, square], 1)), [9, 0]),
  },
  {
    name: "an empty chain returns x, with slope 1",
    probes: "functions",
    why: "Composing nothing is the function x ↦ x. Its slope is 1, the product of no factors.",
    run: ({ valueAndSlope, compose }) =>
      all(
        close(pair(valueAndSlope([], -2.5)), [-2.5, 1]),
        close(compose([]).value(-2.5), -2.5),
        close(compose([]).slope(-2.5), 1),
      ),
  },
  {
    name: "twenty random chains agree with finite differences",
    why: "The chain was computed a little above and a little below x, and the difference divided by the distance. Your slope should be that number to about six digits.",
    run: ({ valueAndSlope }) => {
      const draw = random(7);
      const through = (chain: Stage[], x: number) => chain.reduce((v, stage) => stage.value(v), x);
      const outcomes = Array.from({ length: 20 }, () => {
        const [chain, x] = [randomChain(draw), draw.uniform(-1, 1)];
        const { value, slope } = valueAndSlope(chain, x);
        return all(
          close(value, through(chain, x)),
          gradientMatches((t: number) => through(chain, t), slope, x),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "a chain of 200 asks each stage once for its value and once for its slope",
    why: "Each stage needs the value that the stages before it have already computed. Starting again from x for every stage makes the work grow with the square of the length.",
    run: ({ valueAndSlope }) => {
      const calls = { value: 0, slope: 0 };
      const counted: Stage = {
        value: (x) => {
          calls.value++;
          return Math.sin(x);
        },
        slope: (x) => {
          calls.slope++;
          return Math.cos(x);
        },
      };
      valueAndSlope(Array(200).fill(counted), 0.5);
      return equal(calls, { value: 200, slope: 200 });
    },
  },
  {
    name: "a chain inside a chain is the same chain",
    probes: "functions",
    why: "compose returns a Stage, so it must be usable wherever a stage is. Brackets do not matter: h ∘ (g ∘ f) = (h ∘ g) ∘ f.",
    run: ({ valueAndSlope, compose }) => {
      const [value, slope] = pair(valueAndSlope([sine, square, exp], 0.7)) as [number, number];
      const whole = compose([sine, square, exp]);
      return all(
        close(pair(valueAndSlope([sine, compose([square, exp])], 0.7)), [value, slope]),
        close(pair(valueAndSlope([compose([sine, square]), exp], 0.7)), [value, slope]),
        close([whole.value(0.7), whole.slope(0.7)], [value, slope]),
      );
    },
  },
  {
    name: "the loss at w = 0, b = 0, x = 3, y = 1: dw = −6, db = −2",
    why: "tanh 0 = 0 with slope 1, so the error is −1 and the square's slope −2. Moving w moves w·x by x; moving b moves it by 1.",
    run: ({ lossGradient }) => close(slopes(lossGradient(0, 0, 3, 1)), [-6, -2]),
  },
  {
    name: "an input of a hundred million: dw = −200,000,000",
    why: "Here the loss drops from nearly 4 to nearly 0 while w moves by 0.00000005. A difference over a wider step misses the slope; the chain rule needs no step.",
    run: ({ lossGradient }) => close(slopes(lossGradient(0, 0, 1e8, 1)), [-2e8, -2]),
  },
  {
    name: "no error, no gradient",
    why: "The slope of the square at 0 is 0, and it is a factor of dw and of db.",
    run: ({ lossGradient }) => close(slopes(lossGradient(0.5, 0.25, 1, Math.tanh(0.75))), [0, 0]),
  },
  {
    name: "the loss's slopes agree with finite differences",
    why: "Each of w and b was moved alone, a little up and a little down; the first number is dw, the second db. If only one of the two slopes is wrong, look at the first stop of the chain; if both are, behind it.",
    run: ({ lossGradient }) => {
      const draw = random(11);
      const outcomes = Array.from({ length: 10 }, () => {
        const [w, b, x, y] = draw.uniforms(4, -1, 1) as [number, number, number, number];
        const loss = ([w, b]: [number, number]) => (Math.tanh(w * x + b) - y) ** 2;
        return gradientMatches(loss, slopes(lossGradient(w, b, x, y)), [w, b]);
      });
      return all(...outcomes);
    },
  },
];
