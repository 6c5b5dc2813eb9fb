import { all, type Check, equal, holds, type Outcome, random } from "@blankfile/curriculum/check";
import type { Mode, Question } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Multiplies matrices of ones in the order of the mode, and counts every multiplication. */
function counted(sizes: readonly number[], mode: Mode): number {
  const layers = sizes
    .slice(1)
    .map((rows, l) => Array.from({ length: rows }, () => new Array<number>(sizes[l]!).fill(1)));
  let count = 0;
  const product = (A: number[][], B: number[][]) =>
    A.map((row) =>
      B[0]!.map((_, j) =>
        row.reduce((sum, a, k) => {
          count++;
          return sum + a * B[k]![j]!;
        }, 0),
      ),
    );
  if (mode === "forward") layers.reduce((done, J) => product(J, done));
  else layers.reduceRight((done, J) => product(done, J));
  return count;
}

function answer({ answers }: Module, question: Question, mode: Mode | undefined, sweeps: number): Outcome {
  const given = answers[question];
  return all(
    equal(given.sweeps, sweeps),
    mode === undefined
      ? holds(["forward", "reverse"].includes(given.mode), given.mode, "a mode")
      : equal(given.mode, mode),
  );
}

const chains = [1, 2, 3, 4, 5, 6].map((seed) => {
  const draw = random(seed);
  return Array.from({ length: 2 + draw.integer(4) }, () => 1 + draw.integer(6));
});

export const checks: Check<Module>[] = [
  {
    name: "3 inputs and 5 outputs: the Jacobian has 5 rows and 3 columns",
    probes: "jacobian",
    why: "A row is the gradient of one output, with a number for each input: J times a change of the inputs is a change of the outputs.",
    run: ({ jacobianShape }) => equal([jacobianShape(3, 5), jacobianShape(1, 4), jacobianShape(7, 1)], [[5, 3], [4, 1], [1, 7]]), // biome-ignore format: one line
  },
  {
    name: "a single layer takes no multiplication: its Jacobian is the result",
    why: "L factors take L − 1 products. If 36 comes out, J₁ was multiplied by an identity first.",
    run: ({ multiplications }) => equal([multiplications([3, 4], "forward"), multiplications([3, 4], "reverse")], [0, 0]), // biome-ignore format: one line
  },
  {
    name: "two layers have one product: sizes 3, 4, 2 take 2 · 4 · 3 = 24 in either order",
    probes: "matrices",
    why: "A 2 × 4 matrix times a 4 × 3 matrix: 2 · 3 entries of 4 multiplications each.",
    run: ({ multiplications }) => equal([multiplications([3, 4, 2], "forward"), multiplications([3, 4, 2], "reverse")], [24, 24]), // biome-ignore format: one line
  },
  {
    name: "three layers by hand: sizes 10, 5, 5, 1 take 300 forward and 75 in reverse",
    probes: "matrices",
    why: "Forward: J₂J₁ is 5 × 5 times 5 × 10, 250; then 1 × 5 times 5 × 10, 50. Reverse: 1 × 5 times 5 × 5, 25; then 1 × 5 times 5 × 10, 50. The number of columns, or of rows, is kept all the way.",
    run: ({ multiplications }) => equal([multiplications([10, 5, 5, 1], "forward"), multiplications([10, 5, 5, 1], "reverse")], [300, 75]), // biome-ignore format: one line
  },
  {
    name: "random chains agree with matrices that are really multiplied and counted",
    probes: "matrices",
    why: "In the forward order each product has n₀ columns, in the reverse order n_L rows. A chain turned round exchanges the modes.",
    run: ({ multiplications }) =>
      all(
        ...chains.flatMap((sizes) =>
          (["forward", "reverse"] as const).map((mode) =>
            equal(multiplications(sizes, mode), counted(sizes, mode)),
          ),
        ),
      ),
  },
  {
    name: "cheaper: reverse towards one loss, forward from one parameter, either where all is even",
    why: "Count both and compare; the same number for both is neither. For sizes 5, 1, 8, 5 it is 240 forward and 65 in reverse, for 2, 9, 9, 3 it is 216 and 297.",
    run: ({ cheaper }) =>
      equal(
        [cheaper([1000, 100, 10, 1]), cheaper([1, 10, 100, 1000]), cheaper([4, 4, 4, 4]), cheaper([6, 3]), cheaper([5, 1, 8, 5]), cheaper([2, 9, 9, 3])], // biome-ignore format: one line
        ["reverse", "forward", "either", "either", "reverse", "forward"],
      ),
  },
  {
    name: "cheaper is not decided by the ends alone: with sizes 3, 50, 1, 2 forward is cheaper",
    why: "Forward 1 · 50 · 3 + 2 · 1 · 3 = 156, reverse 2 · 1 · 50 + 2 · 50 · 3 = 400, although there are fewer outputs than inputs: the narrow layer is soon reached from the input's side.",
    run: ({ cheaper }) => equal([cheaper([3, 50, 1, 2]), cheaper([2, 1, 50, 3])], ["forward", "reverse"]),
  },
  {
    name: "answer `loss`: one reverse sweep",
    why: "A gradient is the one row of a 1 × 1,000,000 Jacobian. Forward, each weight would take a sweep of its own.",
    run: (module) => answer(module, "loss", "reverse", 1),
  },
  {
    name: "answer `curve`: three forward sweeps",
    why: "Three columns of 10,000 numbers. In reverse it would be 10,000 rows of 3.",
    run: (module) => answer(module, "curve", "forward", 3),
  },
  {
    name: "answer `direction`: one forward sweep",
    probes: "jacobian",
    why: "Start with the tangent v, and Jv arrives: the Jacobian itself is never needed.",
    run: (module) => answer(module, "direction", "forward", 1),
  },
  {
    name: "answer `weighted`: one reverse sweep",
    probes: "jacobian",
    why: "Start with the adjoint w, and Jᵀw arrives at the inputs. It is the gradient of one number, the weighted sum.",
    run: (module) => answer(module, "weighted", "reverse", 1),
  },
  {
    name: "answer `whole`: forty reverse sweeps",
    why: "40 rows or 100 columns: the smaller number wins.",
    run: (module) => answer(module, "whole", "reverse", 40),
  },
  {
    name: "answer `entry`: one sweep",
    why: "A sweep gives a whole column, with the entry in it, or a whole row. Nothing less than a sweep gives one entry.",
    run: (module) => answer(module, "entry", undefined, 1),
  },
];
