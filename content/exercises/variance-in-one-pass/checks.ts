import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Summary } from "./starter.ts";

type Module = typeof import("./starter.ts");

const eight = [2, 4, 4, 4, 5, 5, 7, 9];

const summed = ({ empty, add }: Pick<Module, "empty" | "add">, list: readonly number[]): Summary =>
  list.reduce(add, empty());

/** In two passes. */
function reference(list: readonly number[]): [number, number, number] {
  const mean = list.reduce((sum, x) => sum + x, 0) / list.length;
  return [list.length, mean, list.reduce((sum, x) => sum + (x - mean) ** 2, 0)];
}

const numbers = ({ count, mean, squares }: Summary): [number, number, number] => [count, mean, squares];

export const checks: Check<Module>[] = [
  {
    name: "eight numbers by hand: 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the variance 4",
    probes: "expectation",
    why: "The deviations are −3, −1, −1, −1, 0, 0, 2, 4; their squares add up to 32.",
    run: (module) => {
      const summary = summed(module, eight);
      return all(close(numbers(summary), [8, 5, 32], 1e-13), close(module.variance(summary), 4, 1e-13));
    },
  },
  {
    name: "the sum of squares after each of 1, 3, 8 by hand: 0, 2, 26",
    why: "After 1 and 3 the mean is 2, and δ (x − m') = 2 · 1. With the old mean twice it would be 2 · 2, with the new one twice 1 · 1.",
    run: ({ empty, add }) => {
      const one = add(empty(), 1);
      const two = add(one, 3);
      const three = add(two, 8);
      return close([one, two, three].map(numbers), [[1, 1, 0], [2, 2, 2], [3, 4, 26]], 1e-13); // biome-ignore format: one line
    },
  },
  {
    name: "the sample variance divides by n − 1: 32/7",
    why: "The mean was fitted to the same numbers, which takes one of them: divided by n, the estimate is too small on average.",
    run: (module) => close(module.sampleVariance(summed(module, eight)), 32 / 7, 1e-13),
  },
  {
    name: "random numbers, one by one, agree with two passes",
    probes: "expectation",
    why: "First the mean, then the squares of the deviations from it: what you keep must equal that after every number.",
    run: (module) =>
      all(
        ...[1, 2, 3, 10, 500].map((count, seed) => {
          const list = random(seed).normals(count, 3, 2);
          return close(numbers(summed(module, list)), reference(list), 1e-12);
        }),
      ),
  },
  {
    name: "numbers around 10⁹: 4, 7, 13, 16 above it have the sample variance 30",
    probes: "floating-point",
    why: "Squares of 10⁹ are 10¹⁸, where neighbouring numbers are 128 apart: a variance of 30 as a difference of two such sums is rounding. It can even be negative.",
    run: (module) => {
      const list = [4, 7, 13, 16].map((x) => 1e9 + x);
      const summary = summed(module, list);
      return all(close(module.sampleVariance(summary), 30, 1e-7), close(summary.mean, 1e9 + 10, 1e-15));
    },
  },
  {
    name: "two groups merged by hand: 1, 3 and 4, 8, 9 make 5 and 46",
    why: "Squares 2 and 14, means 2 and 7. To 2 + 14 comes 5² · 2 · 3 / 5 = 30, since each group is also away from the common mean.",
    run: (module) => {
      const merged = module.merge(summed(module, [1, 3]), summed(module, [4, 8, 9]));
      return close(numbers(merged), [5, 5, 46], 1e-13);
    },
  },
  {
    name: "groups of different sizes weigh by their sizes: one 0 and nine tens have the mean 9",
    why: "The mean of the means would be 5. The group of nine pulls nine times as hard.",
    run: (module) => {
      const merged = module.merge(summed(module, [0]), summed(module, new Array(9).fill(10)));
      return close(numbers(merged), [10, 9, 90], 1e-13);
    },
  },
  {
    name: "wherever a list is cut, the merged parts summarise the whole, and either may come first",
    run: (module) =>
      all(
        ...[1, 2, 3, 4, 5].map((seed) => {
          const draw = random(seed + 10);
          const list = draw.normals(60, 5, 3);
          const cut = draw.integer(61);
          const [a, b] = [summed(module, list.slice(0, cut)), summed(module, list.slice(cut))];
          return all(
            close(numbers(module.merge(a, b)), reference(list), 1e-12),
            close(numbers(module.merge(b, a)), reference(list), 1e-12),
          );
        }),
      ),
    why: "Within the groups plus between the groups: nothing of the numbers themselves is needed.",
  },
  {
    name: "merging is associative: a hundred parts as a tree, or one after the other",
    probes: "floating-point",
    why: "This is what lets many machines count at once. Only rounding may depend on the order.",
    run: (module) => {
      const list = random(20).normals(400, -2, 7);
      const parts = Array.from({ length: 100 }, (_, i) => summed(module, list.slice(4 * i, 4 * i + 4)));
      const inLine = parts.reduce(module.merge, module.empty());
      let tree = parts;
      while (tree.length > 1)
        tree = tree.flatMap((part, i) =>
          i % 2 === 1 ? [] : [i + 1 < tree.length ? module.merge(part, tree[i + 1]!) : part],
        );
      return all(
        close(numbers(inLine), reference(list), 1e-12),
        close(numbers(tree[0]!), reference(list), 1e-12),
      );
    },
  },
  {
    name: "merged groups around 10⁹ keep their variance to seven digits",
    probes: "floating-point",
    why: "Only the distance of the two means matters, and it is exact. n·mean² would lose it.",
    run: (module) => {
      const list = random(21).uniforms(200, 0, 30).map((x) => 1e9 + Math.round(x)); // biome-ignore format: one line
      const merged = module.merge(summed(module, list.slice(0, 50)), summed(module, list.slice(50)));
      const [, , squares] = reference(list.map((x) => x - 1e9));
      return close(module.variance(merged) / (squares / 200), 1, 1e-7);
    },
  },
  {
    name: "empty summaries change nothing, on either side or on both",
    why: "For two empty ones n = 0, and 0 / 0 is NaN.",
    run: (module) => {
      const some = summed(module, eight);
      const none = module.empty();
      return all(
        close([none, module.merge(none, module.empty())].map(numbers), [[0, 0, 0], [0, 0, 0]]), // biome-ignore format: one line
        close(
          [module.merge(some, none), module.merge(none, some)].map(numbers),
          [numbers(some), numbers(some)],
          1e-13,
        ),
      );
    },
  },
  {
    name: "equal numbers have the variance 0",
    why: "All deviations are 0. What is left of a difference of large sums would not be.",
    run: (module) =>
      all(
        ...[0.1, 1e9 + 0.1, -7].map((x) => close(module.variance(summed(module, [x, x, x, x, x])), 0, 1e-12)),
        equal(module.variance(summed(module, [3])), 0),
      ),
  },
  {
    name: "no variance of none, no sample variance of one, no NaN among the numbers",
    why: "One NaN spoils the mean for good, and nothing tells which number it was.",
    run: (module) => {
      const one = module.add(module.empty(), 3);
      return all(
        refuses(() => module.variance(module.empty())),
        refuses(() => module.sampleVariance(module.empty())),
        refuses(() => module.sampleVariance(one)),
        refuses(() => module.add(one, Number.NaN)),
        refuses(() => module.add(one, Number.NEGATIVE_INFINITY)),
      );
    },
  },
  {
    name: "summaries are left as they were",
    why: "Whoever keeps an earlier summary, or merges one into two others, needs it unchanged.",
    run: (module) => {
      const [a, b] = [summed(module, [1, 3]), summed(module, [4, 8, 9])];
      const before = [numbers(a), numbers(b)];
      module.add(a, 100);
      module.merge(a, b);
      const fresh = module.empty();
      module.add(fresh, 1);
      return equal([numbers(a), numbers(b), numbers(module.empty())], [...before, [0, 0, 0]]);
    },
  },
];
