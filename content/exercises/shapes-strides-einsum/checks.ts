import {
  all,
  type Check,
  close,
  equal,
  holds,
  type Outcome,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { NumberArray } from "./starter.ts";

type Module = typeof import("./starter.ts");

const array = (shape: readonly number[], data: readonly number[]): NumberArray => ({ shape, data });
const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
const normal = (shape: readonly number[], seed: number) => array(shape, random(seed).normals(count(shape)));
const A = array([2, 3], [1, 2, 3, 4, 5, 6]);
const B = array([3, 2], [1, 0, 0, 1, 2, 2]);
const S = array([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);

function sameArray(given: NumberArray, expected: NumberArray): Outcome {
  return all(equal(given.shape, expected.shape), close(given.data, expected.data, 1e-12));
}

/** The number at an index, read with strides. */
function read({ data }: NumberArray, steps: readonly number[], index: readonly number[]): number {
  return data[index.reduce((place, i, d) => place + i * steps[d]!, 0)]!;
}

/** Entries of a broadcast array, by remainders: an index is taken modulo the size that is there. */
function stretched({ shape, data }: NumberArray, index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  return data[own.reduce((place, i, d) => place * shape[d]! + (i % shape[d]!), 0)]!;
}

/** All index tuples, the last index fastest. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (tuples, size) => tuples.flatMap((tuple) => Array.from({ length: size }, (_, i) => [...tuple, i])),
    [[]],
  );
}

/** The definition, letter by letter: every assignment of values to letters adds its product. */
function reference(formula: string, arrays: readonly NumberArray[]): NumberArray {
  const [left, right] = formula.split("->") as [string, string];
  const terms = left.split(",");
  const letters = [...new Set(terms.join(""))];
  const size = (letter: string) => {
    const k = terms.findIndex((term) => term.includes(letter));
    return arrays[k]!.shape[terms[k]!.indexOf(letter)]!;
  };
  const place = (axes: string, tuple: readonly number[]) =>
    [...axes].reduce((at, letter) => at * size(letter) + tuple[letters.indexOf(letter)]!, 0);
  const shape = [...right].map(size);
  const data = new Array<number>(count(shape)).fill(0);
  for (const tuple of indices(letters.map(size)))
    data[place(right, tuple)]! += terms.reduce(
      (product, term, k) => product * arrays[k]!.data[place(term, tuple)]!,
      1,
    );
  return { shape, data };
}

export const checks: Check<Module>[] = [
  {
    name: "strides by hand: [2, 3, 4] has 12, 4, 1; a single number has none",
    why: "Row-major: the last index moves by 1, an index before it by a whole row. Counted from the front the result would be 1, 2, 6.",
    run: ({ strides }) =>
      equal([[2, 3, 4], [5], [], [1, 7], [2, 0, 3]].map(strides), [[12, 4, 1], [1], [], [7, 1], [0, 3, 1]]), // biome-ignore format: one line
  },
  {
    name: "shapes by hand: [3, 1] and [1, 4] make [3, 4], [2, 3] and [3] make [2, 3]",
    why: "Shapes are aligned at their ends: [3] is one row for each of the 2. Aligned at the front, 3 would meet 2.",
    run: ({ broadcastShape }) =>
      equal(
        [broadcastShape([3, 1], [1, 4]), broadcastShape([2, 3], [3]), broadcastShape([4], [2, 3, 1]), broadcastShape([], [5, 6]), broadcastShape([7], [7])], // biome-ignore format: one line
        [[3, 4], [2, 3], [2, 3, 4], [5, 6], [7]], // biome-ignore format: one line
      ),
  },
  {
    name: "an axis of size 0 stays 0 beside 1, on either side",
    why: "The 1 gives way, so 1 and 0 give 0. The larger of the two would read numbers that do not exist.",
    run: ({ broadcastShape }) =>
      equal([broadcastShape([2, 0], [2, 1]), broadcastShape([1], [0]), broadcastShape([0], [3, 0])], [[2, 0], [0], [3, 0]]), // biome-ignore format: one line
  },
  {
    name: "sizes that differ are refused unless one of them is 1",
    why: "2 against 4 does not repeat, although 4 is a multiple of 2; nor does 0 against 3.",
    run: ({ broadcastShape }) =>
      all(
        refuses(() => broadcastShape([2], [3])),
        refuses(() => broadcastShape([2, 4], [2])),
        refuses(() => broadcastShape([2, 3], [2])),
        refuses(() => broadcastShape([0], [3])),
      ),
  },
  {
    name: "strides of a stretched array: [3, 1] as [2, 3, 4] has 0, 1, 0; [3] as [2, 3] has 0, 1",
    why: "Along an axis that only repeats, the place in the data does not move.",
    run: ({ broadcastStrides }) =>
      equal(
        [broadcastStrides([3, 1], [2, 3, 4]), broadcastStrides([3], [2, 3]), broadcastStrides([2, 3], [2, 3]), broadcastStrides([], [2, 2]), broadcastStrides([1, 4], [1, 4])], // biome-ignore format: one line
        [[0, 1, 0], [0, 1], [3, 1], [0, 0], [0, 1]], // biome-ignore format: one line
      ),
  },
  {
    name: "with these strides, random arrays are read as if they had been repeated",
    run: ({ broadcastShape, broadcastStrides }) =>
      all(
        ...[
          [
            [2, 1, 3],
            [4, 1],
          ],
          [[3], [2, 2, 1]],
          [
            [1, 1],
            [2, 5],
          ],
          [
            [2, 3, 1, 2],
            [3, 4, 1],
          ],
        ].map(([a, b], seed) => {
          // biome-ignore format: one line
          const [x, y] = [normal(a!, seed), normal(b!, seed + 10)];
          const target = broadcastShape(a!, b!);
          const sums = (f: (z: NumberArray, index: readonly number[]) => number) =>
            indices(target).map((index) => f(x, index) - 2 * f(y, index));
          return close(
            sums((z, index) => read(z, broadcastStrides(z.shape, target), index)),
            sums(stretched),
            1e-14,
          );
        }),
      ),
    why: "Sum of strides times index is the place in the data. The strides of the array's own shape stay; only those of stretched axes become 0.",
  },
  {
    name: "an array that does not stretch to the target is refused, also if the target would have to stretch",
    why: "[2, 3] and [3] fit each other, but [2, 3] cannot be read as [3]; nor [3] as [1].",
    run: ({ broadcastStrides }) =>
      all(
        refuses(() => broadcastStrides([2, 3], [3])),
        refuses(() => broadcastStrides([3], [1])),
        refuses(() => broadcastStrides([1, 1], [4])),
        refuses(() => broadcastStrides([2], [3])),
      ),
  },
  {
    name: "a matrix product by hand: ij,jk->ik",
    probes: "matrices",
    why: "j is not in the result, so its products are added up: 1 · 1 + 2 · 0 + 3 · 2 = 7 comes first.",
    run: ({ einsum }) => sameArray(einsum("ij,jk->ik", [A, B]), array([2, 2], [7, 8, 16, 17])),
  },
  {
    name: "one array by hand: transpose, sums of columns, sum of all, copy",
    why: "The order of the letters after the arrow is the order of the result's axes; what is missing there is summed. Nothing after the arrow is a single number, of shape [].",
    run: ({ einsum }) =>
      all(
        sameArray(einsum("ij->ji", [A]), array([3, 2], [1, 4, 2, 5, 3, 6])),
        sameArray(einsum("ij->j", [A]), array([3], [5, 7, 9])),
        sameArray(einsum("ij->", [A]), array([], [21])),
        sameArray(einsum("ij->ij", [A]), A),
      ),
  },
  {
    name: "a letter twice in one array: the diagonal 1, 5, 9 and the trace 15",
    why: "When i goes up by one, both axes move: the strides 3 and 1 add up to 4. If the second replaces the first, the first row or column is read.",
    run: ({ einsum }) =>
      all(
        sameArray(einsum("ii->i", [S]), array([3], [1, 5, 9])),
        sameArray(einsum("ii->", [S]), array([], [15])),
        sameArray(einsum("ii,i->i", [S, array([3], [1, 10, 100])]), array([3], [1, 50, 900])),
      ),
  },
  {
    name: "outer product, product entry by entry, and a quadratic form by hand",
    probes: "vectors",
    why: "A letter in both arrays and in the result pairs entries; only letters that the result lacks are summed.",
    run: ({ einsum }) => {
      const [a, b] = [array([2], [2, 3]), array([3], [1, 10, 100])];
      return all(
        sameArray(einsum("i,j->ij", [a, b]), array([2, 3], [2, 20, 200, 3, 30, 300])),
        sameArray(einsum("ij,ij->ij", [A, A]), array([2, 3], [1, 4, 9, 16, 25, 36])),
        sameArray(einsum("i,ij,j->", [a, A, b]), array([], [2 * 321 + 3 * 654])),
      );
    },
  },
  {
    name: "random arrays agree with the definition, letter by letter",
    why: "Batches, several summed letters at once, letters in another order, three arrays, a single number as an array.",
    run: ({ einsum }) =>
      all(
        ...(
          [
            ["bij,bjk->bik", [[2, 3, 4], [2, 4, 2]]],
            ["bhqd,bhkd->bhqk", [[2, 2, 3, 4], [2, 2, 2, 4]]],
            ["abc->ca", [[2, 3, 4]]],
            ["ij,kj,kl->li", [[2, 3], [4, 3], [4, 2]]],
            ["iji->j", [[3, 2, 3]]],
            [",ij->ji", [[], [2, 3]]],
            ["i,j->", [[3], [4]]],
          ] as [string, number[][]][] // biome-ignore format: one formula a line
        )
          .map(([formula, shapes], seed) => {
            const arrays = shapes.map((shape, k) => normal(shape, 10 * seed + k));
            return sameArray(einsum(formula, arrays), reference(formula, arrays));
          }),
      ),
  },
  {
    name: "a sum over nothing is 0, and a result with an axis of 0 is empty",
    why: "The result starts from zeros, and an empty loop leaves them.",
    run: ({ einsum }) =>
      all(
        sameArray(einsum("ij,jk->ik", [array([2, 0], []), array([0, 2], [])]), array([2, 2], [0, 0, 0, 0])),
        sameArray(einsum("i,j->ij", [array([0], []), array([2], [1, 2])]), array([0, 2], [])),
      ),
  },
  {
    name: "formulas that do not fit their arrays are refused",
    why: "A letter that silently takes its last size reads beyond the data (NaN) or leaves numbers out.",
    run: ({ einsum }) =>
      all(
        refuses(() => einsum("ij,jk->ik", [A, A])),
        refuses(() => einsum("ii->i", [A])),
        refuses(() => einsum("i,i->i", [array([1], [2]), array([3], [1, 2, 3])])),
        refuses(() => einsum("i,i->i", [array([3], [1, 2, 3]), array([1], [2])])),
        refuses(() => einsum("ij,jk->ik", [A])),
        refuses(() => einsum("ij->i", [A, A])),
        refuses(() => einsum("ijk->i", [A])),
        refuses(() => einsum("i->i", [A])),
        refuses(() => einsum("ij->ik", [A])),
        refuses(() => einsum("ij->ii", [A])),
      ),
  },
  {
    name: "the arguments are left as they were, and the result has data of its own",
    why: "reverse() turns the caller's shape round.",
    run: ({ broadcastShape, broadcastStrides, einsum }) => {
      const [a, b] = [[2, 1], [3, 1, 4]]; // biome-ignore format: one line
      broadcastShape(a, b);
      broadcastStrides(a, [5, 2, 3]);
      const x = array([2, 3], [1, 2, 3, 4, 5, 6]);
      const copy = einsum("ij->ij", [x]);
      return all(
        equal([a, b], [[2, 1], [3, 1, 4]]), // biome-ignore format: one line
        sameArray(x, A),
        holds(copy.data !== x.data && copy.shape !== x.shape, "the caller's own arrays", "new ones"),
      );
    },
  },
];
