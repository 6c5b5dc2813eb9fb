import { all, type Check, equal, holds, type Outcome, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** The double as a whole number of units of 2⁻²⁰⁰: exact for sizes from 2⁻¹⁴⁰ on. */
const exact = (x: number) => BigInt(x * 2 ** 200);

const total = (x: readonly number[]) => x.reduce((sum, value) => sum + exact(value), 0n);
const asNumber = (units: bigint) => Number(units) / 2 ** 200;

/** |given − exact| / |exact| of a sum, the difference taken without rounding. */
function relativeError(given: number, x: readonly number[]): number {
  const sum = total(x);
  return Math.abs(asNumber(exact(given) - sum) / asNumber(sum));
}

/** Both signs, sizes from 2⁻³⁰ to 2³⁰. */
function wide(count: number, seed: number): number[] {
  const draw = random(seed);
  return Array.from({ length: count }, () => draw.uniform(-1, 1) * 2 ** (draw.integer(61) - 30));
}

function accurate(given: number, x: readonly number[]): Outcome {
  const sum = total(x);
  const sizes = x.reduce((size, value) => size + Math.abs(value), 0);
  const error = Math.abs(asNumber(exact(given) - sum));
  const allowed = 2 * Number.EPSILON * Math.abs(asNumber(sum)) + 1e-20 * sizes;
  return holds(error <= allowed, `${given}, off by ${error}`, `${asNumber(sum)}, off by at most ${allowed}`);
}

const tenths = new Array<number>(100_000).fill(0.1);

export const checks: Check<Module>[] = [
  {
    name: "two numbers by hand: 2⁵³ and 1 have the sum 2⁵³ and the error 1",
    why: "From 2⁵³ on only even numbers exist, and 2⁵³ + 1 rounds to the even one. 2⁵³ + 3 rounds up, by 1: the error is −1.",
    run: ({ twoSum }) =>
      all(
        equal(twoSum(2 ** 53, 1), { sum: 2 ** 53, error: 1 }),
        equal(twoSum(2 ** 53, 3), { sum: 2 ** 53 + 4, error: -1 }),
        equal(twoSum(0.5, 0.25), { sum: 0.75, error: 0 }),
      ),
  },
  {
    name: "the smaller number may come first: 1 and 10¹⁰⁰",
    why: "s − a is what arrived of b only if a is the larger. With a = 1 the other way round, 1 disappears without a trace.",
    run: ({ twoSum }) =>
      all(
        equal(twoSum(1, 1e100), { sum: 1e100, error: 1 }),
        equal(twoSum(-3, 2 ** 60), { sum: 2 ** 60, error: -3 }),
        equal(twoSum(1, -(2 ** 54)), { sum: -(2 ** 54), error: 1 }),
      ),
  },
  {
    name: "random pairs: sum + error is a + b to the last bit",
    why: "Whole numbers of any length are compared, so nothing is rounded in the check. The error's sign is that of what is missing.",
    run: ({ twoSum }) => {
      const [a, b] = [wide(300, 1), wide(300, 2)];
      const wrong = a.findIndex((x, i) => {
        const { sum, error } = twoSum(x, b[i]!);
        return sum !== x + b[i]! || exact(sum) + exact(error) !== exact(x) + exact(b[i]!);
      });
      return holds(
        wrong === -1,
        wrong === -1
          ? ""
          : `twoSum(${a[wrong]}, ${b[wrong]}) = ${JSON.stringify(twoSum(a[wrong]!, b[wrong]!))}`,
        "sum + error = a + b",
      );
    },
  },
  {
    name: "short lists by hand: 1, 2, 3, 4, 5 add up to 15, one number to itself, none to 0",
    why: "An odd number is left over when numbers are paired; and an empty list has a sum too.",
    run: ({ compensatedSum, pairwiseSum }) =>
      all(
        ...[compensatedSum, pairwiseSum].map((sum) =>
          equal([sum([1, 2, 3, 4, 5]), sum([-7]), sum([])], [15, -7, 0]),
        ),
      ),
  },
  {
    name: "every number counts once: lists of 1 to 40 powers of two",
    why: "Where the list is cut, a number belongs to one of the halves: none to both, none to neither.",
    run: ({ compensatedSum, pairwiseSum }) => {
      const lists = Array.from({ length: 40 }, (_, n) => Array.from({ length: n + 1 }, (_, i) => 2 ** i));
      const expected = lists.map((list) => 2 ** list.length - 1);
      return all(equal(lists.map(pairwiseSum), expected), equal(lists.map(compensatedSum), expected)); // biome-ignore format: one line
    },
  },
  {
    name: "ten tenths, compensated, make 1",
    why: "One after the other they make 0.9999999999999999.",
    run: ({ compensatedSum }) => equal(compensatedSum(new Array(10).fill(0.1)), 1),
  },
  {
    name: "1, 10¹⁰⁰, 1, −10¹⁰⁰ make 2, compensated",
    why: "Each 1 is lost to 10¹⁰⁰ and must be found among the errors. An error that is added to the running sum, or to the next number, is lost for good.",
    run: ({ compensatedSum }) =>
      equal([compensatedSum([1, 1e100, 1, -1e100]), compensatedSum([1e100, 1, -1e100, 1])], [2, 2]),
  },
  {
    name: "a large number and ten thousand small ones: 10¹⁶ + 10,000 · 1",
    why: "Added to 10¹⁶, a single 1 changes nothing: half of the distance to the next number. Their sum does.",
    run: ({ compensatedSum }) => equal(compensatedSum([1e16, ...new Array(10_000).fill(1)]), 1e16 + 10_000),
  },
  {
    name: "random lists of both signs and sixty powers of two, compensated, are right to the last digit",
    why: "The exact sum was found with whole numbers. Both parts must be in the result: total + lost.",
    run: ({ compensatedSum }) =>
      all(
        ...[1, 2, 10, 100, 1000].flatMap((count) =>
          [3, 4].map((seed) => {
            const x = wide(count, seed * count);
            return accurate(compensatedSum(x), x);
          }),
        ),
        accurate(compensatedSum(tenths), tenths),
      ),
  },
  {
    name: "100,000 tenths, pairwise, are right to 14 digits",
    why: "One after the other they are wrong in the twelfth. Long blocks that are added in a row, or blocks whose results are added in a row, bring this error back.",
    run: ({ pairwiseSum }) => {
      const error = relativeError(pairwiseSum(tenths), tenths);
      return holds(error <= 4e-15, `a relative error of ${error}`, "at most 4 · 10⁻¹⁵");
    },
  },
  {
    name: "2⁵³ and 63 ones, pairwise: at most the seven in its block are lost",
    why: "In a row every 1 is lost to 2⁵³. In blocks of at most 8, the other ones first find each other.",
    run: ({ pairwiseSum }) => {
      const arrived = pairwiseSum([2 ** 53, ...new Array(63).fill(1)]) - 2 ** 53;
      return holds(
        arrived >= 56 && arrived <= 64,
        `${arrived} of the 63 arrived`,
        "56 to 63, rounded to an even number",
      );
    },
  },
  {
    name: "random lists between 0 and 1, pairwise, are within (log₂ N + 8) roundings",
    why: "The depth of the halving bounds the error: each number goes through so many additions at most.",
    run: ({ pairwiseSum }) =>
      all(
        ...[9, 100, 1000, 30_000].map((count) => {
          const x = random(count).uniforms(count);
          const error = relativeError(pairwiseSum(x), x);
          const allowed = ((Math.log2(count) + 8) * Number.EPSILON) / 2;
          return holds(
            error <= allowed,
            `a relative error of ${error} for N = ${count}`,
            `at most ${allowed}`,
          );
        }),
      ),
  },
  {
    name: "a list with NaN or an infinity is refused",
    why: "Infinity − Infinity is NaN, so the error of adding an infinity is NaN, and so is the result.",
    run: ({ compensatedSum, pairwiseSum }) =>
      all(
        ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].flatMap((bad) =>
          [compensatedSum, pairwiseSum].flatMap((sum) => [
            refuses(() => sum([1, bad, 2])),
            refuses(() => sum([bad])),
          ]),
        ),
      ),
  },
  {
    name: "the list is left as it was",
    why: "Adding neighbours in place, or shift() and splice(), uses up the caller's list.",
    run: ({ compensatedSum, pairwiseSum }) => {
      const x = wide(50, 9);
      compensatedSum(x);
      pairwiseSum(x);
      return equal(x, wide(50, 9));
    },
  },
];
