import {
  all,
  type Check,
  type CheckRandom,
  close,
  equal,
  holds,
  type Outcome,
  random,
} from "@blankfile/curriculum/check";
import type { Operation, Program } from "./starter.ts";

type Module = typeof import("./starter.ts");

const step = (operation: Operation, ...from: number[]) => ({ operation, from });

/** y₀ = x₀ x₁, y₁ = x₀ x₁ + sin x₀ */
const small: Program = {
  inputs: 2,
  steps: [step("multiply", 0, 1), step("sin", 0), step("add", 2, 3)],
  outputs: [2, 4],
};

/** Programs of four to twelve steps on values that stay moderate and, before log and divide, positive. */
function drawn(draw: CheckRandom, inputs: number, outputs: number): { program: Program; x: number[] } {
  const steps: Program["steps"] = [];
  const any = () => draw.integer(inputs + steps.length);
  /** A value made positive and not small: e^(sin v). */
  const positive = (): number => {
    steps.push(step("sin", any()));
    steps.push(step("exp", inputs + steps.length - 1));
    return inputs + steps.length - 1;
  };
  for (let i = 0; i < 4 + draw.integer(5); i++) {
    const kind = draw.integer(5);
    if (kind === 0) steps.push(step("divide", any(), positive()));
    else if (kind === 1) steps.push(step("log", positive()));
    else if (kind === 2) steps.push(step("sin", any()));
    else steps.push(step(kind === 3 ? "multiply" : draw.uniform() < 0.5 ? "add" : "subtract", any(), any()));
    steps.push(step("sin", inputs + steps.length - 1));
  }
  return {
    program: { inputs, steps, outputs: Array.from({ length: outputs }, any) },
    x: draw.uniforms(inputs, -1.5, 1.5),
  };
}

const programs = (seed: number): { program: Program; x: number[] }[] => {
  const draw = random(seed);
  return Array.from({ length: 12 }, () => drawn(draw, 1 + draw.integer(4), 1 + draw.integer(4)));
};

/** The value of each output by plain arithmetic. */
function plain({ steps, outputs }: Program, x: readonly number[]): number[] {
  const values = [...x];
  for (const { operation, from } of steps) {
    const [a, b] = [values[from[0]!]!, values[from[1] ?? from[0]!]!];
    const results = { add: a + b, subtract: a - b, multiply: a * b, divide: a / b };
    const calls = { exp: Math.exp, log: Math.log, sin: Math.sin };
    values.push(operation in results ? results[operation as "add"] : calls[operation as "exp"](a));
  }
  return outputs.map((k) => values[k]!);
}

/** m × n, by central differences. */
function differences(program: Program, x: readonly number[]): number[][] {
  const h = 1e-5;
  const columns = x.map((value, i) => {
    const above = plain(program, x.with(i, value + h));
    const below = plain(program, x.with(i, value - h));
    return above.map((y, k) => (y - below[k]!) / (2 * h));
  });
  return program.outputs.map((_, k) => columns.map((column) => column[k]!));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** A chain in which each step can be asked how often it was looked at. */
function counted(inputs: number, outputs: number): { program: Program; looks: () => number } {
  let looks = 0;
  const steps = Array.from({ length: 300 }, (_, j) => ({
    get operation(): Operation {
      looks++;
      return j % 2 === 0 ? "add" : "sin";
    },
    from: j % 2 === 0 ? [j % inputs, inputs + j - 1] : [inputs + j - 1],
  }));
  const last = inputs + steps.length - 1;
  return {
    program: { inputs, steps, outputs: Array.from({ length: outputs }, (_, k) => last - k) },
    looks: () => looks / steps.length,
  };
}

const dual = (value: number, tangent: number) => ({ value, tangent });

function pair({ value, tangent }: { value: number; tangent: number }, expected: number[]): Outcome {
  return close([value, tangent], expected);
}

export const checks: Check<Module>[] = [
  {
    name: "sum, difference and product of 3 + 2ε and 5 + 4ε by hand",
    why: "ε² = 0, so (3 + 2ε)(5 + 4ε) = 15 + (2·5 + 3·4)ε.",
    run: ({ apply }) => {
      const args = [dual(3, 2), dual(5, 4)];
      return all(
        pair(apply("add", args), [8, 6]),
        pair(apply("subtract", args), [-2, -2]),
        pair(apply("multiply", args), [15, 22]),
      );
    },
  },
  {
    name: "6 + 1ε divided by 2 + 3ε is 3 − 4ε",
    probes: "derivatives",
    why: "(a/b)′ = (a′b − ab′)/b² = (1·2 − 6·3)/4 = −4.",
    run: ({ apply }) =>
      all(
        pair(apply("divide", [dual(6, 1), dual(2, 3)]), [3, -4]),
        pair(apply("divide", [dual(6, 4), dual(2, 0)]), [3, 2]),
      ),
  },
  {
    name: "exp, log and sin by hand: the tangent is multiplied by the slope",
    probes: "chain-rule",
    why: "The slopes are e^a, 1/a and cos a, taken at the value of the argument.",
    run: ({ apply }) =>
      all(
        pair(apply("exp", [dual(Math.log(2), 3)]), [2, 6]),
        pair(apply("log", [dual(4, 2)]), [Math.log(4), 1 / 2]),
        pair(apply("sin", [dual(Math.PI / 3, 2)]), [Math.sin(Math.PI / 3), 1]),
      ),
  },
  {
    name: "forward by hand: x₀x₁ and x₀x₁ + sin x₀ at (0, 5), along (1, 0) and along (2, 3)",
    probes: "partial-derivatives",
    why: "Along (1, 0) the outputs change at the rates x₁ = 5 and x₁ + cos 0 = 6. Along (2, 3) at 2·5 + 3·0 and 2·6 + 3·0.",
    run: ({ forward }) => {
      const { y, tangent } = forward(small, [0, 5], [1, 0]);
      return all(
        close(y, [0, 0]),
        close(tangent, [5, 6]),
        close(forward(small, [0, 5], [2, 3]).tangent, [10, 12]),
      );
    },
  },
  {
    name: "reverse by hand: the same program at (0, 5), with the weights (1, 0), (0, 1) and (2, 3)",
    probes: "graphs-trees",
    why: "The weights (0, 1) ask for the gradient of x₀x₁ + sin x₀, which is (x₁ + cos x₀, x₀) = (6, 0).",
    run: ({ reverse }) => {
      const { y, gradient } = reverse(small, [0, 5], [1, 0]);
      return all(
        close(y, [0, 0]),
        close(gradient, [5, 0]),
        close(reverse(small, [0, 5], [0, 1]).gradient, [6, 0]),
        close(reverse(small, [0, 5], [2, 3]).gradient, [28, 0]),
      );
    },
  },
  {
    name: "a value that is used twice receives from both uses: (x·x)·x at 2",
    probes: "partial-derivatives",
    why: "The slope of x³ is 12. Each use of x sends a part of it; a part that is overwritten is lost.",
    run: ({ forward, reverse }) => {
      const cube: Program = {
        inputs: 1,
        steps: [step("multiply", 0, 0), step("multiply", 1, 0)],
        outputs: [2],
      };
      return all(close(forward(cube, [2], [1]).tangent, [12]), close(reverse(cube, [2], [1]).gradient, [12]));
    },
  },
  {
    name: "an output may be an input, be used further on, or stand in the list twice",
    why: "The weights of the outputs are added to the accumulators too: a value that is an output twice receives both.",
    run: ({ forward, reverse }) => {
      const program: Program = {
        inputs: 2,
        steps: [step("exp", 0), step("add", 2, 1)],
        outputs: [2, 2, 1, 3],
      };
      const { y, gradient } = reverse(program, [0, 3], [1, 10, 100, 1000]);
      return all(
        close(y, [1, 1, 3, 4]),
        close(gradient, [1011, 1100]),
        close(forward(program, [0, 3], [1, 2]).tangent, [1, 1, 2, 3]),
      );
    },
  },
  {
    name: "forward agrees with finite differences, in any direction",
    why: "The inputs were moved by 0.00001 along each axis, and the outputs computed afresh with plain arithmetic.",
    run: ({ forward }) => {
      const draw = random(11);
      return all(
        ...programs(1).map(({ program, x }) => {
          const direction = draw.normals(x.length);
          const J = differences(program, x);
          const { y, tangent } = forward(program, x, direction);
          return all(
            close(y, plain(program, x)),
            close(
              tangent,
              J.map((row) => dot(row, direction)),
              1e-6,
            ),
          );
        }),
      );
    },
  },
  {
    name: "both sweeps agree: weights · (J · direction) is the same as (Jᵀ · weights) · direction",
    why: "Both are the one number weightsᵀ J direction. If they differ, the sweep that also fails elsewhere is the wrong one.",
    run: ({ forward, reverse }) => {
      const draw = random(12);
      return all(
        ...programs(2).map(({ program, x }) => {
          const direction = draw.normals(x.length);
          const weights = draw.normals(program.outputs.length);
          const { tangent } = forward(program, x, direction);
          const { gradient } = reverse(program, x, weights);
          return close(dot(gradient, direction), dot(weights, tangent));
        }),
      );
    },
  },
  {
    name: "the Jacobian by hand, 1 × 3 and 3 × 1: rows are outputs, columns inputs",
    probes: "jacobian",
    why: "The entry in row k and column i is the derivative of output k in input i, whichever sweep computed it.",
    run: ({ jacobian }) => {
      const wide: Program = {
        inputs: 3,
        steps: [step("multiply", 0, 1), step("divide", 3, 2)],
        outputs: [4],
      };
      const tall: Program = {
        inputs: 1,
        steps: [step("exp", 0), step("multiply", 0, 0), step("sin", 0)],
        outputs: [1, 2, 3],
      };
      return all(
        close(jacobian(wide, [2, 6, 3]).matrix, [[2, 2 / 3, -4 / 3]]),
        close(jacobian(tall, [0]).matrix, [[1], [0], [1]]),
      );
    },
  },
  {
    name: "the Jacobian agrees with finite differences, for one to four inputs and outputs",
    probes: "jacobian",
    why: "A column is J times a unit vector, a row is Jᵀ times one. The matrix must have m rows of n numbers either way.",
    run: ({ jacobian }) =>
      all(
        ...programs(3).map(({ program, x }) =>
          close(jacobian(program, x).matrix, differences(program, x), 1e-6),
        ),
      ),
  },
  {
    name: "200 inputs and one output take a reverse sweep, one input and 200 outputs a forward one",
    why: "It was counted how often each step was looked at: a few times is one sweep, 200 times is one for each input.",
    run: ({ jacobian }) =>
      all(
        ...(
          [
            [200, 1, "reverse"],
            [1, 200, "forward"],
          ] as const
        ).map(([inputs, outputs, expected]) => {
          const { program, looks } = counted(inputs, outputs);
          const { mode } = jacobian(program, Array(inputs).fill(0.5));
          const each = looks();
          return all(
            equal(mode, expected),
            holds(each <= 12, `each step looked at ${each} times on average`, "a few times"),
          );
        }),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "If the values are pushed onto x itself, the next sweep starts from an array that is too long.",
    run: ({ forward, reverse, jacobian }) => {
      const [program, x, direction, weights] = [structuredClone(small), [0, 5], [1, 0], [2, 3]];
      forward(program, x, direction);
      reverse(program, x, weights);
      jacobian(program, x);
      return equal([program, x, direction, weights], [small, [0, 5], [1, 0], [2, 3]]);
    },
  },
];
