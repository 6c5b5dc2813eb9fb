import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

function example(
  seed: number,
  n: number,
  names: number,
): { categories: string[]; y: number[]; folds: number[][] } {
  const draw = random(seed);
  const folds: number[][] = [[], [], [], []];
  for (let row = 0; row < n; row++) folds[row < 4 ? row : draw.integer(4)]!.push(row);
  return {
    categories: Array.from({ length: n }, () => `c${draw.integer(names)}`),
    y: draw.normals(n, 2, 1),
    folds: folds.map((fold) => fold.reverse()),
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (u: readonly number[], mu: number, v: readonly number[], mv: number) =>
    u.reduce((sum, x, i) => sum + (x - mu) * (v[i]! - mv), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

export const checks: Check<Module>[] = [
  {
    name: "two categories by hand, strength 2",
    why: "The prior is 9/4. a: (1 + 2 + 3 + 2 · 9/4) / (3 + 2) = 2.1; b: (3 + 2 · 9/4) / (1 + 2) = 2.5. The prior is the mean of all rows, not of the categories' means (2.5).",
    run: ({ fitEncoding }) => {
      const { prior, values } = fitEncoding(["a", "a", "b", "a"], [1, 2, 3, 3], 2);
      return all(
        close(prior, 9 / 4),
        equal([...values.keys()].sort(), ["a", "b"]),
        close([values.get("a"), values.get("b")], [2.1, 2.5]),
      );
    },
  },
  {
    name: "strength 0 gives the plain means",
    probes: "expectation",
    why: "Without smoothing a category seen once is encoded by its only target.",
    run: ({ fitEncoding }) => {
      const { values } = fitEncoding(["a", "b", "a"], [1, 7, 4], 0);
      return close([values.get("a"), values.get("b")], [2.5, 7]);
    },
  },
  {
    name: "the weight depends on the category's own count",
    probes: "variance",
    why: "With m = 10 a category of one row stays near the prior and one of 1,000 rows near its mean: the weight of the mean is n / (n + m).",
    run: ({ fitEncoding }) => {
      const categories = [
        "rare",
        ...Array.from({ length: 1000 }, () => "common"),
        ...Array.from({ length: 999 }, () => "other"),
      ];
      const y = categories.map((name) => (name === "other" ? 0 : 1));
      const { prior, values } = fitEncoding(categories, y, 10);
      return all(
        close(prior, 1001 / 2000),
        close(values.get("rare"), prior + (1 - prior) / 11),
        close(values.get("common"), prior + ((1 - prior) * 1000) / 1010),
      );
    },
  },
  {
    name: "a category that was not seen is encoded by the prior",
    why: "New shops open. undefined or NaN would break the model, and 0 would be a claim about them.",
    run: ({ encode }) => {
      const encoding = { prior: 0.3, values: new Map([["a", 0]]) };
      return close(encode(["z", "a", ""], encoding), [0.3, 0, 0.3]);
    },
  },
  {
    name: "an encoded value of 0 is a value",
    why: "`values.get(c) || prior` takes 0 for nothing. Ask with ?? or has.",
    run: ({ fitEncoding, encode }) =>
      close(encode(["a", "b"], fitEncoding(["a", "a", "b"], [0, 0, 3], 0)), [0, 3]),
  },
  {
    name: '"constructor" and "__proto__" are categories like others',
    why: "Every plain object already has these names. A Map has nothing but what was put in.",
    run: ({ fitEncoding, encode, encodeOutOfFold }) => {
      const names = ["constructor", "__proto__", "constructor", "x"];
      const encoding = fitEncoding(names, [1, 2, 3, 6], 0);
      return all(
        close(encode([...names, "toString"], encoding), [2, 2, 2, 6, 3]),
        close(
          encodeOutOfFold(
            names,
            [1, 2, 3, 6],
            [
              [0, 1],
              [2, 3],
            ],
            0,
          ),
          [3, 4.5, 1, 1.5],
        ),
      );
    },
  },
  {
    name: "four rows in two folds by hand, strength 0",
    probes: "cross-validation",
    why: "Row 0 (a) is encoded from rows 2 and 3: the only a there has the target 3. Row 1 (b) finds b with 4. And the other way round.",
    run: ({ encodeOutOfFold }) =>
      close(
        encodeOutOfFold(
          ["a", "b", "a", "b"],
          [1, 2, 3, 4],
          [
            [0, 1],
            [2, 3],
          ],
          0,
        ),
        [3, 4, 1, 2],
      ),
  },
  {
    name: "a category that stands in one fold only gets the prior of the other folds",
    probes: "data-leakage",
    why: "Row 0 is the only one of its kind. Outside its fold the targets are 2 and 6, so it gets 4. The prior of all rows, 36, has row 0's own target in it.",
    run: ({ encodeOutOfFold }) =>
      close(encodeOutOfFold(["only", "b", "b"], [100, 2, 6], [[0], [1], [2]], 3)[0], 4),
  },
  {
    name: "a row's own target has no influence on its code",
    probes: "data-leakage",
    why: "This is the leak: the target of one row was raised by 1,000, and only rows of other folds may notice.",
    run: ({ encodeOutOfFold }) => {
      const { categories, y, folds } = example(1, 30, 5);
      const before = encodeOutOfFold(categories, y, folds, 3);
      const outcomes = [0, 7, 19].map((row) => {
        const raised = y.map((target, n) => (n === row ? target + 1000 : target));
        const after = encodeOutOfFold(categories, raised, folds, 3);
        const fold = folds.find((rows) => rows.includes(row))!;
        return close(
          fold.map((n) => after[n]!),
          fold.map((n) => before[n]!),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "with categories that mean nothing, the code says nothing about the target",
    why: "600 rows, 300 categories at random. Encoded from all rows the code correlates with the target at about 0.65, and a model would learn to trust it; out of fold it must stay within 0.2 of 0.",
    run: ({ encodeOutOfFold }) => {
      const { categories, y, folds } = example(2, 600, 300);
      const r = correlation(encodeOutOfFold(categories, y, folds, 1), y);
      return holds(Math.abs(r) < 0.2, `a correlation of ${r.toFixed(2)}`, "between −0.2 and 0.2");
    },
  },
  {
    name: "out of fold agrees with an encoding fitted for each row alone",
    why: "For each row an encoding was fitted to the rows outside its fold, with your fitEncoding; the numbers stand in the order of the rows, whatever the order within the folds.",
    run: ({ fitEncoding, encode, encodeOutOfFold }) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const { categories, y, folds } = example(seed, 25, 4);
          const expected = categories.map((name, row) => {
            const fold = folds.find((rows) => rows.includes(row))!;
            const seen = [...y.keys()].filter((n) => !fold.includes(n));
            const encoding = fitEncoding(
              seen.map((n) => categories[n]!),
              seen.map((n) => y[n]!),
              seed,
            );
            return encode([name], encoding)[0]!;
          });
          return close(encodeOutOfFold(categories, y, folds, seed), expected);
        }),
      ),
  },
  {
    name: "bad strengths, lengths and folds are refused",
    why: "m = −1 and one row divide by 0. A row that stands in no fold would silently keep no code.",
    run: ({ fitEncoding, encodeOutOfFold }) =>
      all(
        refuses(() => fitEncoding(["a"], [1], -1)),
        refuses(() => fitEncoding(["a"], [1], Number.NaN)),
        refuses(() => fitEncoding(["a"], [1], Number.POSITIVE_INFINITY)),
        refuses(() => fitEncoding([], [], 1)),
        refuses(() => fitEncoding(["a", "b"], [1], 1)),
        refuses(() => encodeOutOfFold(["a", "b"], [1, 2], [[0], [1]], -1)),
        refuses(() => encodeOutOfFold(["a", "b"], [1], [[0], [1]], 1)),
        refuses(() => encodeOutOfFold(["a", "b", "c"], [1, 2, 3], [[0], [1]], 1)),
        refuses(() =>
          encodeOutOfFold(
            ["a", "b", "c"],
            [1, 2, 3],
            [
              [0, 1],
              [1, 2],
            ],
            1,
          ),
        ),
        refuses(() => encodeOutOfFold(["a", "b", "c"], [1, 2, 3], [[0, 1], [3]], 1)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "sort changes the list it is called on, and encode has no business adding categories to the encoding.",
    run: ({ encode, encodeOutOfFold }) => {
      const { categories, y, folds } = example(6, 9, 3);
      const encoding = { prior: 1, values: new Map([["a", 2]]) };
      const before = JSON.stringify({ categories, y, folds });
      encodeOutOfFold(categories, y, folds, 2);
      encode(["new"], encoding);
      return all(
        holds(
          JSON.stringify({ categories, y, folds }) === before,
          "categories, y or folds changed",
          "all unchanged",
        ),
        equal([...encoding.values], [["a", 2]]),
      );
    },
  },
];
