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

const training = (p: number) => ({ p, training: true });
const evaluation = (p: number) => ({ p, training: false });

/** Gives these numbers in turn, and counts how often it was asked. */
function draws(...numbers: number[]) {
  let asked = 0;
  const next = () => numbers[asked++] ?? Number.NaN;
  return { next, asked: () => asked };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const mean = (x: readonly number[]): number => x.reduce((sum, value) => sum + value, 0) / x.length;

export const checks: Check<Module>[] = [
  {
    name: "by hand: p = 1/4 and the draws 0.1, 0.3, 0.9, 0.2 keep the second and the third, times 4/3",
    probes: "expectation",
    why: "Dropped is what draws below p, and 1/(1 − ¼) = 4/3. A factor of 4 is 1/p; no factor at all leaves the sum too small.",
    run: ({ dropout }) => {
      const { y, kept } = dropout([3, 6, 9, 12], training(0.25), draws(0.1, 0.3, 0.9, 0.2).next);
      return all(equal(kept, [false, true, true, false]), close(y, [0, 8, 12, 0]));
    },
  },
  {
    name: "a draw of exactly p keeps",
    probes: "continuous-distributions",
    why: "u < p has the probability p for u in [0, 1). With ≤ a p of 0 would now and then drop a number.",
    run: ({ dropout }) =>
      all(
        equal(dropout([1, 1], training(0.5), draws(0.5, 0.49).next).kept, [true, false]),
        equal(dropout([1], training(0), draws(0).next), { y: [1], kept: [true] }),
      ),
  },
  {
    name: "one draw for each number in training, none in evaluation",
    probes: "rng-seeds",
    why: "With one draw for the whole list all numbers would fall together. A draw in evaluation would shift every random number after it.",
    run: ({ dropout }) => {
      const [some, none, empty] = [draws(0.9, 0.1, 0.9), draws(), draws()];
      dropout([1, 2, 3], training(0.5), some.next);
      dropout([1, 2, 3], evaluation(0.5), none.next);
      dropout([], training(0.5), empty.next);
      return equal([some.asked(), none.asked(), empty.asked()], [3, 0, 0]);
    },
  },
  {
    name: "in evaluation everything stays as it is",
    why: "The kept numbers were enlarged in training, so nothing is to be scaled now. The first dropout did it the other way round: not in training, and times 1 − p in evaluation; both together is once too often.",
    run: ({ dropout }) =>
      equal(dropout([3, -6], evaluation(0.25), draws().next), { y: [3, -6], kept: [true, true] }),
  },
  {
    name: "p = 1 drops everything and gives zeros, p = 0 changes nothing",
    probes: "functions",
    why: "1/(1 − 1) is Infinity, and 0 · Infinity is NaN. Where nothing is kept, nothing is to be multiplied.",
    run: ({ dropout, dropoutBackward }) => {
      const none = dropout([1, -2], training(1), draws(0, 0.999).next);
      return all(
        close(none.y, [0, 0]),
        equal(none.kept, [false, false]),
        close(dropoutBackward([3, 4], none.kept, training(1)), [0, 0]),
        equal(dropout([1, -2], training(0), draws(0, 0.999).next), { y: [1, -2], kept: [true, true] }),
      );
    },
  },
  {
    name: "of 20,000 numbers a share p is dropped, and their mean stays",
    probes: "expectation",
    why: "E[y] = (1 − p) · x/(1 − p) = x. The bounds are more than five standard deviations wide.",
    run: ({ dropout }) => {
      const draw = random(1);
      return all(
        ...[0.2, 0.5, 0.8].map((p) => {
          const { y, kept } = dropout(new Array<number>(20_000).fill(3), training(p), () => draw.uniform());
          return all(
            close(mean(kept.map((one) => (one ? 0 : 1))), p, 0.02),
            holds(Math.abs(mean(y) - 3) < 0.25, mean(y), "a mean within 0.25 of 3"),
          );
        }),
      );
    },
  },
  {
    name: "the spread that it brings in: the variance of y is x² p/(1 − p)",
    probes: "variance",
    why: "y² is x²/(1 − p)² with probability 1 − p, so E[y²] = x²/(1 − p). A list that is dropped as a whole has no spread in itself.",
    run: ({ dropout }) => {
      const draw = random(2);
      const { y } = dropout(new Array<number>(20_000).fill(1), training(0.5), () => draw.uniform());
      const around = mean(y);
      return close(mean(y.map((value) => (value - around) ** 2)), 1, 0.02);
    },
  },
  {
    name: "the gradient by hand: kept numbers pass theirs on, times 4/3",
    probes: "chain-rule",
    why: "y_i = x_i · 4/3 where it was kept, so the slope is 4/3 there and 0 elsewhere. The factor belongs to the way back as well.",
    run: ({ dropoutBackward }) =>
      close(dropoutBackward([3, 6, -9], [false, true, true], training(0.25)), [0, 8, -12]),
  },
  {
    name: "the gradient agrees with finite differences of your dropout, draws held fixed",
    probes: "derivatives",
    why: "The same random numbers were given each time, so the same numbers fell; each x was moved alone.",
    run: ({ dropout, dropoutBackward }) => {
      const draw = random(3);
      const [x, g, u] = [draw.normals(10), draw.normals(10), draw.uniforms(10)];
      const { kept } = dropout(x, training(0.4), draws(...u).next);
      return gradientMatches(
        (at: number[]) => dot(dropout(at, training(0.4), draws(...u).next).y, g),
        dropoutBackward(g, kept, training(0.4)),
        x,
      );
    },
  },
  {
    name: "in evaluation the gradient passes as it is",
    why: "y = x has the slope 1.",
    run: ({ dropoutBackward }) => equal(dropoutBackward([3, -6], [true, true], evaluation(0.25)), [3, -6]),
  },
  {
    name: "a p outside 0 to 1, and lengths that do not fit, are refused",
    why: "p = 50 for 50 % drops everything in silence, and NaN drops nothing.",
    run: ({ dropout, dropoutBackward }) =>
      all(
        ...[-0.1, 1.1, 50, Number.NaN].flatMap((p) => [
          refuses(() => dropout([1], training(p), () => 0.5)),
          refuses(() => dropout([1], evaluation(p), () => 0.5)),
          refuses(() => dropoutBackward([1], [true], training(p))),
          refuses(() => dropoutBackward([1], [true], evaluation(p))),
        ]),
        refuses(() => dropoutBackward([1, 2], [true], training(0.5))),
        refuses(() => dropoutBackward([1], [true, false], evaluation(0.5))),
      ),
  },
  {
    name: "the results are new lists, and the arguments stay as they were",
    why: "In evaluation it is tempting to return x itself; whoever changes the output then changes the input.",
    run: ({ dropout, dropoutBackward }) => {
      const [x, g, kept] = [
        [1, 2],
        [3, 4],
        [true, false],
      ];
      const { y } = dropout(x, evaluation(0.5), () => 0.5);
      dropout(x, training(0.5), () => 0.1);
      const back = dropoutBackward(g, kept, training(0.5));
      const passed = dropoutBackward(g, kept, evaluation(0.5));
      return all(
        equal(
          [x, g, kept],
          [
            [1, 2],
            [3, 4],
            [true, false],
          ],
        ),
        holds(y !== x && back !== g && passed !== g, "one of the arguments was returned", "new lists"),
      );
    },
  },
];
