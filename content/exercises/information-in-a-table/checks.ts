import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Table = number[][];

const near = 1e-12;

/** Positive counts, some of them 0 if asked. */
function counts(rows: number, columns: number, seed: number, zeros = false): Table {
  const draw = random(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => (zeros && draw.uniform() < 0.3 ? 0 : 1 + draw.integer(20))),
  );
}

const turned = (table: Table): Table => table[0]!.map((_, y) => table.map((row) => row[y]!));
const sums = (table: Table) => table.map((row) => row.reduce((sum, w) => sum + w, 0));
const tables = [
  counts(2, 2, 1),
  counts(2, 5, 2),
  counts(4, 3, 3),
  counts(5, 5, 4, true),
  counts(1, 6, 5),
  counts(6, 1, 6),
];

export const checks: Check<Module>[] = [
  {
    name: "entropies by hand: weights 1, 1, 2 have 3/2 log 2, eight equal ones log 8",
    probes: "entropy",
    why: "½ · log 2 + 2 · ¼ · log 4. The logarithm is natural: with Math.log2 it would be 1.5. Weights are divided by their sum first.",
    run: ({ entropy }) =>
      close([entropy([1, 1, 2]), entropy(new Array(8).fill(5))], [1.5 * Math.log(2), Math.log(8)], near),
  },
  {
    name: "a weight of 0 adds nothing: 3, 0, 3 have log 2, and 0, 7 have no uncertainty",
    probes: "exp-log",
    why: "Math.log(0) is −Infinity, and 0 · −Infinity is NaN. The limit of p log p is 0.",
    run: ({ entropy }) =>
      close([entropy([3, 0, 3]), entropy([0, 7]), entropy([4])], [Math.log(2), 0, 0], near),
  },
  {
    name: "a divergence by hand: from (½, ½) to (¼, ¾) it is ½ log 4/3, and back ¾ log 3 − log 2",
    probes: "kl-divergence",
    why: "½ log 2 + ½ log ⅔ = ½ log 4/3. The weights in front and above are those of p; turned round, it is another number.",
    run: ({ divergence }) =>
      close(
        [divergence([1, 1], [1, 3]), divergence([1, 3], [1, 1]), divergence([2, 5], [4, 10])],
        [0.5 * Math.log(4 / 3), 0.75 * Math.log(3) - Math.log(2), 0],
        near,
      ),
  },
  {
    name: "what q excludes and p does not costs Infinity; what p excludes costs nothing",
    probes: "kl-divergence",
    why: "p log(p / 0) is Infinity. Terms with q = 0 that are passed over make a finite number of what can never be coded.",
    run: ({ divergence }) =>
      all(
        equal(divergence([1, 1], [1, 0]), Number.POSITIVE_INFINITY),
        close(divergence([1, 0], [1, 1]), Math.log(2), near),
        close(divergence([1, 0, 1], [1, 0, 1]), 0, near),
      ),
  },
  {
    name: "divergences of random weights are not negative, and 0 only from a list to itself",
    probes: "jensen",
    why: "Gibbs' inequality. A negative value shows that one of the two was not normalised.",
    run: ({ divergence }) =>
      all(
        ...[1, 2, 3, 4, 5].map((seed) => {
          const [p, q] = [random(seed).uniforms(6, 0.1, 5), random(seed + 10).uniforms(6, 0.1, 50)];
          const d = divergence(p, q);
          return all(
            holds(d > 0, d, "more than 0"),
            close(divergence(p, p.map((w) => 3 * w)), 0, near), // biome-ignore format: one line
          );
        }),
      ),
  },
  {
    name: "mutual information by hand: rows (1, 0), (0, 1) have log 2, rows (3, 1), (1, 3) have ¾ log 3 − log 2",
    why: "In the first table the row tells all about the column. In the second p_x p_y is ¼ everywhere: ¾ log 3/2 + ¼ log ½.",
    run: ({ mutualInformation }) =>
      close(
        [mutualInformation([[1, 0], [0, 1]]), mutualInformation([[3, 1], [1, 3]])], // biome-ignore format: one line
        [Math.log(2), 0.75 * Math.log(3) - Math.log(2)],
        near,
      ),
  },
  {
    name: "independent rows and columns share nothing: weights a_x b_y",
    probes: "joint-distributions",
    why: "Then p_xy = p_x p_y, and each logarithm is 0. Sums of rows and of columns are easily mixed up where the table is not square.",
    run: ({ mutualInformation }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const [a, b] = [random(seed).uniforms(2 + seed, 0.1, 3), random(seed + 20).uniforms(4, 0.1, 3)];
          return close(mutualInformation(a.map((x) => b.map((y) => x * y))), 0, near);
        }),
      ),
  },
  {
    name: "I(X; Y) = H(X) + H(Y) − H(X, Y), whichever of the two is the row, in any unit of weights",
    probes: "joint-distributions",
    why: "Expand the logarithm of the quotient into three. Turning the table over exchanges X and Y, which changes nothing.",
    run: ({ mutualInformation, entropy }) =>
      all(
        ...tables.map((table) => {
          const expected = entropy(sums(table)) + entropy(sums(turned(table))) - entropy(table.flat());
          const scaled = table.map((row) => row.map((w) => w / 1000));
          return close([table, turned(table), scaled].map(mutualInformation), [expected, expected, expected], near); // biome-ignore format: one line
        }),
      ),
  },
  {
    name: "conditional entropy by hand: rows (1, 1), (0, 6) have ¼ log 2",
    probes: "conditional-probability",
    why: "The first row has the probability 2/8 and the uncertainty log 2, the second none. A plain mean over the rows would be ½ log 2. H(X | Y) is another number.",
    run: ({ conditionalEntropy }) => close(conditionalEntropy([[1, 1], [0, 6]]), 0.25 * Math.log(2), near), // biome-ignore format: one line
  },
  {
    name: "H(Y | X) = H(X, Y) − H(X), and I(X; Y) = H(Y) − H(Y | X)",
    probes: "entropy",
    why: "First the row, then the column given the row: their uncertainties add up to that of the pair.",
    run: ({ entropy, conditionalEntropy, mutualInformation }) =>
      all(
        ...tables.map((table) => {
          const both = entropy(table.flat());
          return all(
            close(conditionalEntropy(table), both - entropy(sums(table)), near),
            close(conditionalEntropy(turned(table)), both - entropy(sums(turned(table))), near),
            close(mutualInformation(table), entropy(sums(turned(table))) - conditionalEntropy(table), near),
          );
        }),
      ),
  },
  {
    name: "putting two columns together never gains information",
    why: "What is computed from Y knows no more about X than Y does. If it seems to, the table is not normalised as a whole.",
    run: ({ mutualInformation }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const table = counts(4, 5, seed + 30, true);
          const merged = table.map(([a, b, ...rest]) => [a! + b!, ...rest]);
          const [fine, coarse] = [mutualInformation(table), mutualInformation(merged)];
          return holds(coarse <= fine + near, `${coarse} after, ${fine} before`, "no more after than before");
        }),
      ),
  },
  {
    name: "a row or a column of zeros changes nothing",
    why: "Such a row has the probability 0 and no distribution: 0 / 0 is NaN, and its entropy must not be asked for.",
    run: ({ mutualInformation, conditionalEntropy }) => {
      const table = [[3, 1], [1, 3]]; // biome-ignore format: one line
      const wider = [[3, 0, 1], [0, 0, 0], [1, 0, 3]]; // biome-ignore format: one line
      return close(
        [mutualInformation(wider), conditionalEntropy(wider)],
        [mutualInformation(table), conditionalEntropy(table)],
        near,
      );
    },
  },
  {
    name: "weights that are none, and lists and rows that do not fit, are refused",
    why: "A negative weight can make probabilities that add up to 1 all the same.",
    run: ({ entropy, divergence, mutualInformation, conditionalEntropy }) =>
      all(
        ...[[-1, 3], [Number.NaN, 1], [1, Number.POSITIVE_INFINITY], [0, 0], []].flatMap((bad) => [
          // biome-ignore format: one line
          refuses(() => entropy(bad)),
          refuses(() => divergence(bad, bad.map(() => 1))), // biome-ignore format: one line
          refuses(() => divergence(bad.map(() => 1), bad)), // biome-ignore format: one line
        ]),
        refuses(() => divergence([1, 2], [1, 2, 3])),
        refuses(() => divergence([1, 2, 3], [1, 2])),
        ...[mutualInformation, conditionalEntropy].flatMap((f) => [
          refuses(() => f([[1, 2], [3]])), // biome-ignore format: one line
          refuses(() => f([[2, -1], [1, 1]])), // biome-ignore format: one line
          refuses(() => f([[0, 0], [0, 0]])), // biome-ignore format: one line
        ]),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Normalise copies: the caller's counts are still needed as counts.",
    run: ({ entropy, divergence, mutualInformation, conditionalEntropy }) => {
      const table = [[3, 1], [2, 4]]; // biome-ignore format: one line
      entropy(table[0]!);
      divergence(table[0]!, table[1]!);
      mutualInformation(table);
      conditionalEntropy(table);
      return equal(table, [[3, 1], [2, 4]]); // biome-ignore format: one line
    },
  },
];
