import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  refuses,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** Numbers of both signs, none nearer to 0 than 0.1, so that no finite difference meets the kink. */
function example(seed: number) {
  const { normals } = random(seed);
  const x = normals(12).map((value) => value + Math.sign(value) * 0.1);
  return { x, g: normals(12) };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);

export const checks: Check<Module>[] = [
  {
    name: "ReLU by hand: −2, −1/2, 0, 1/2, 3 become 0, 0, 0, 1/2, 3",
    probes: "functions",
    why: "What is above 0 stays, all else becomes 0.",
    run: ({ relu }) => all(close(relu([-2, -0.5, 0, 0.5, 3]), [0, 0, 0, 0.5, 3]), close(relu([]), [])),
  },
  {
    name: "leaky ReLU by hand: −2, 0, 3 with the slope 0.1 become −0.2, 0, 3",
    probes: "functions",
    why: "Below 0 the number is multiplied by the slope; it keeps its sign.",
    run: ({ leakyRelu }) => close(leakyRelu([-2, 0, 3], 0.1), [-0.2, 0, 3]),
  },
  {
    name: "a slope of 2 makes −3 into −6, a slope of −1 makes it 3",
    why: "max(x, a x) is leaky ReLU for slopes from 0 to 1 only: with a slope of 2 it picks the other branch on both sides.",
    run: ({ leakyRelu }) => all(close(leakyRelu([-3, 5], 2), [-6, 5]), close(leakyRelu([-3, 5], -1), [3, 5])),
  },
  {
    name: "the gradient of ReLU by hand: x decides, not g",
    probes: "chain-rule",
    why: "Where x is above 0 the gradient passes as it is, also a negative one; elsewhere nothing passes.",
    run: ({ reluBackward }) => close(reluBackward([5, -5, 7, -7], [2, 2, -2, -2]), [5, -5, 0, 0]),
  },
  {
    name: "the gradient of leaky ReLU by hand",
    probes: "chain-rule",
    why: "Below 0 the gradient is multiplied by the slope: not by the output, and not by 0.",
    run: ({ leakyReluBackward }) =>
      close(leakyReluBackward([5, -5, 7, -7], [2, 2, -2, -2], 0.1).x, [5, -5, 0.7, -0.7]),
  },
  {
    name: "at 0 the slope of the lower side counts: 0 for ReLU, a for leaky ReLU",
    probes: "derivatives",
    why: "There is no derivative at the kink. The statement's convention is that of x > 0: 0 is on the lower side. A bias that starts at 0 before an all-zero input stands exactly there.",
    run: ({ reluBackward, leakyReluBackward }) =>
      all(close(reluBackward([3], [0]), [0]), close(leakyReluBackward([3], [0], 0.5).x, [1.5])),
  },
  {
    name: "the gradient of the slope by hand: g = (1, 2, 3), x = (−4, 5, −6) give −4 − 18",
    probes: "partial-derivatives",
    why: "a multiplied −4 and −6 and nothing else: 1 · (−4) + 3 · (−6).",
    run: ({ leakyReluBackward }) => close(leakyReluBackward([1, 2, 3], [-4, 5, -6], 0.1).slope, -22),
  },
  {
    name: "away from 0 both gradients of x agree with finite differences",
    probes: "derivatives",
    why: "Each x was moved alone, by less than its distance from 0.",
    run: ({ relu, reluBackward, leakyRelu, leakyReluBackward }) => {
      const { x, g } = example(1);
      return all(
        gradientMatches((at: number[]) => dot(relu(at), g), reluBackward(g, x), x),
        ...[0.01, 0.5, -2].map((a) =>
          gradientMatches((at: number[]) => dot(leakyRelu(at, a), g), leakyReluBackward(g, x, a).x, x),
        ),
      );
    },
  },
  {
    name: "the gradient of the slope agrees with finite differences",
    probes: "partial-derivatives",
    why: "The slope was moved, and with it every output below 0.",
    run: ({ leakyRelu, leakyReluBackward }) => {
      const { x, g } = example(2);
      return gradientMatches((a: number) => dot(leakyRelu(x, a), g), leakyReluBackward(g, x, 0.3).slope, 0.3);
    },
  },
  {
    name: "with the slope 0 leaky ReLU is ReLU, with the slope 1 it changes nothing",
    why: "max(0, x) and x are the two ends of the same family.",
    run: ({ relu, leakyRelu, reluBackward, leakyReluBackward }) => {
      const { x, g } = example(3);
      return all(
        close(leakyRelu(x, 0), relu(x)),
        close(leakyReluBackward(g, x, 0).x, reluBackward(g, x)),
        close(leakyRelu(x, 1), x),
        close(leakyReluBackward(g, x, 1).x, g),
      );
    },
  },
  {
    name: "which finite differences straddle the kink, by hand with h = 1/4",
    probes: "derivatives",
    why: "0 lies strictly between x − h and x + h where |x| < h. At |x| = h it is one of the two ends, and the whole difference lies on one side.",
    run: ({ straddles }) =>
      all(
        equal(straddles([-1, -0.25, -0.125, 0, 0.125, 0.25, 1], 0.25), [
          false,
          false,
          true,
          true,
          true,
          false,
          false,
        ]),
        equal(straddles([0, 1e-9], 1e-12), [true, false]),
      ),
  },
  {
    name: "where nothing is straddled, the central difference is the gradient; at 0 it is half of it",
    probes: "derivatives",
    why: "(relu(h) − relu(−h)) / 2h = 1/2, which is neither side's slope. A gradient check that fails only at such places finds no mistake.",
    run: ({ relu, reluBackward, straddles }) => {
      const h = 0.5;
      const x = random(4).normals(40);
      const at = straddles(x, h);
      const [above, below, slopes] = [
        relu(x.map((v) => v + h)),
        relu(x.map((v) => v - h)),
        reluBackward(
          x.map(() => 1),
          x,
        ),
      ];
      const difference = x.map((_, i) => (above[i]! - below[i]!) / (2 * h));
      return all(
        ...x.map((v, i) => {
          const agrees = Math.abs(difference[i]! - slopes[i]!) < 1e-9;
          return holds(
            agrees === !at[i],
            `x = ${v}: ${agrees ? "agrees" : "differs"}, straddles says ${at[i]}`,
            "differs exactly where straddled",
          );
        }),
        close((relu([h])[0]! - relu([-h])[0]!) / (2 * h), 1 / 2),
      );
    },
  },
  {
    name: "NaN comes out as NaN, both ways",
    probes: "functions",
    why: "NaN > 0 is false, so a test of x > 0 turns NaN into 0, and a broken network looks like one with quiet units. Math.max(0, NaN) is NaN.",
    run: ({ relu, leakyRelu, reluBackward, leakyReluBackward }) => {
      const x = [1, Number.NaN];
      return all(
        equal(relu(x), x),
        equal(leakyRelu(x, 0.1), x),
        equal(reluBackward([1, 1], x), x),
        equal(leakyReluBackward([1, 1], x, 0.1).x, x),
      );
    },
  },
  {
    name: "lists of different lengths are refused, and the arguments are left as they were",
    why: "A gradient that is missing is undefined in JavaScript. And an assignment to x[i] changes the caller's list.",
    run: ({ relu, leakyRelu, reluBackward, leakyReluBackward, straddles }) => {
      const [g, x] = [
        [1, 2, 3],
        [-1, 0, 1],
      ];
      relu(x!);
      leakyRelu(x!, 0.1);
      reluBackward(g!, x!);
      leakyReluBackward(g!, x!, 0.1);
      straddles(x!, 1);
      return all(
        refuses(() => reluBackward([1], [1, 2])),
        refuses(() => leakyReluBackward([1, 2, 3], [1, 2], 0.1)),
        equal(
          [g, x],
          [
            [1, 2, 3],
            [-1, 0, 1],
          ],
        ),
      );
    },
  },
];
