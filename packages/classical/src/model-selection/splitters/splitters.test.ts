import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupKFold } from "./group-k-fold.ts";
import { KFold } from "./k-fold.ts";
import { LeaveOneGroupOut, LeaveOneOut, LeavePGroupsOut, LeavePOut, PredefinedSplit } from "./leave-out.ts";
import { RepeatedKFold, RepeatedStratifiedKFold } from "./repeated-k-fold.ts";
import { GroupShuffleSplit, ShuffleSplit, StratifiedShuffleSplit } from "./shuffle-split.ts";
import type { Split, Splitter } from "./splitter.ts";
import { StratifiedGroupKFold } from "./stratified-group-k-fold.ts";
import { StratifiedKFold } from "./stratified-k-fold.ts";
import { TimeSeriesSplit } from "./time-series-split.ts";
import { trainTestSplit } from "./train-test-split.ts";

const kinds: Record<string, new (options: never) => Splitter> = {
  KFold,
  StratifiedKFold,
  GroupKFold,
  StratifiedGroupKFold,
  TimeSeriesSplit,
  LeaveOneOut,
  LeavePOut,
  LeaveOneGroupOut,
  LeavePGroupsOut,
  PredefinedSplit,
};

interface Case {
  name: string;
  options: object;
  n: number;
  y: (string | number)[] | null;
  groups: number[] | null;
  splits: [train: number[], test: number[]][];
}

const file = new URL("../../../../../golden/classical/splitters.json", import.meta.url);
const cases = (JSON.parse(readFileSync(file, "utf8")) as { values: Case[] }).values;
const plain = ({ train, test }: Split) => [[...train], [...test]];

describe("splits by hand", () => {
  it("KFold gives the first folds a row more", () => {
    const tested = new KFold({ nSplits: 3 }).split(7).map(({ test }) => [...test]);
    expect(tested).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it("TimeSeriesSplit tests what follows", () => {
    expect(new TimeSeriesSplit({ nSplits: 2 }).split(6).map(plain)).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [0, 1, 2, 3],
        [4, 5],
      ],
    ]);
  });
});

describe("scikit-learn's splits", () => {
  it.each(
    cases.map(
      (one, i) => [`${one.name} ${JSON.stringify(one.options)} of ${one.n}, case ${i}`, one] as const,
    ),
  )("%s", (_, { name, options, n, y, groups, splits }) => {
    const splitter = new kinds[name]!(options as never);
    const given = [n, y ?? undefined, groups ?? undefined] as const;
    expect(splitter.split(...given).map(plain)).toEqual(splits);
    expect(splitter.getNSplits(...given)).toBe(splits.length);
  });

  it("every splitter without draws has a case", () => {
    expect([...new Set(cases.map(({ name }) => name))].sort()).toEqual(Object.keys(kinds).sort());
  });
});

const shuffling = (seed: number): Record<string, Splitter> => ({
  KFold: new KFold({ nSplits: 3, shuffle: true, randomState: seed }),
  StratifiedKFold: new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: seed }),
  GroupKFold: new GroupKFold({ nSplits: 3, shuffle: true, randomState: seed }),
  StratifiedGroupKFold: new StratifiedGroupKFold({ nSplits: 3, shuffle: true, randomState: seed }),
  ShuffleSplit: new ShuffleSplit({ nSplits: 4, testSize: 0.3, randomState: seed }),
  StratifiedShuffleSplit: new StratifiedShuffleSplit({ nSplits: 4, testSize: 0.3, randomState: seed }),
  GroupShuffleSplit: new GroupShuffleSplit({ nSplits: 4, testSize: 0.3, randomState: seed }),
  RepeatedKFold: new RepeatedKFold({ nSplits: 3, nRepeats: 2, randomState: seed }),
  RepeatedStratifiedKFold: new RepeatedStratifiedKFold({ nSplits: 3, nRepeats: 2, randomState: seed }),
});

describe("splits by chance", () => {
  const y = Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? "rare" : "common"));
  const groups = Array.from({ length: 60 }, (_, i) => (i * 7) % 11);

  it.each(Object.keys(shuffling(0)))(
    "%s: disjoint parts, the same for a seed, others for another",
    (name) => {
      fc.assert(
        fc.property(fc.nat({ max: 1000 }), (seed) => {
          const splits = shuffling(seed)[name]!.split(60, y, groups);
          for (const { train, test } of splits) {
            expect(new Set([...train, ...test]).size).toBe(train.length + test.length);
            expect(Math.min(train.length, test.length)).toBeGreaterThan(0);
          }
          expect(shuffling(seed)[name]!.split(60, y, groups).map(plain)).toEqual(splits.map(plain));
          expect(
            shuffling(seed + 1)
              [name]!.split(60, y, groups)
              .map(plain),
          ).not.toEqual(splits.map(plain));
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(["KFold", "StratifiedKFold", "GroupKFold", "StratifiedGroupKFold"])(
    "%s tests every row once",
    (name) => {
      const tested = shuffling(3)
        [name]!.split(60, y, groups)
        .flatMap(({ test }) => [...test]);
      expect(tested.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    },
  );

  it.each(["StratifiedKFold", "StratifiedShuffleSplit", "RepeatedStratifiedKFold"])(
    "%s keeps the classes' shares",
    (name) => {
      for (const { train, test } of shuffling(1)[name]!.split(60, y, groups)) {
        for (const part of [train, test]) {
          const rare = [...part].filter((i) => y[i] === "rare").length;
          expect(Math.abs(rare - part.length / 5)).toBeLessThanOrEqual(1);
        }
      }
    },
  );

  it.each(["GroupKFold", "StratifiedGroupKFold", "GroupShuffleSplit"])("%s never splits a group", (name) => {
    for (const { train, test } of shuffling(2)[name]!.split(60, y, groups)) {
      const learnt = new Set(Array.from(train, (i) => groups[i]));
      expect([...test].some((i) => learnt.has(groups[i]))).toBe(false);
    }
  });

  it("trainTestSplit takes X and y along, stratified or in order", () => {
    const X = y.map((_, i) => [i]);
    const { XTrain, yTrain, yTest, split } = trainTestSplit(X, y, {
      testSize: 0.2,
      stratify: y,
      randomState: 4,
    });
    expect(yTest.length).toBe(12);
    expect(yTest.filter((label) => label === "rare").length).toBeGreaterThanOrEqual(2);
    expect((XTrain as { data: Float64Array }).data).toEqual(Float64Array.from(split.train));
    expect(yTrain).toEqual(Array.from(split.train, (i) => y[i]));
    expect([...trainTestSplit(X, y, { shuffle: false }).split.test]).toEqual(
      Array.from({ length: 15 }, (_, i) => 45 + i),
    );
  });
});

describe("splitters refuse", () => {
  it.each<[() => unknown, string]>([
    [() => new KFold({ nSplits: 1 }), "KFold: nSplits is 1, a whole number ≥ 2 is needed"],
    [
      () => new KFold({ nSplits: 6 }).split(5),
      "KFold: nSplits is 6 for 5 rows, at least one row for each is needed",
    ],
    [
      () => new StratifiedKFold({ nSplits: 3 }).split(4, [0, 0, 1, 1]),
      "StratifiedKFold: nSplits is 3, but no class of y has as many rows (the largest has 2); fewer splits are needed",
    ],
    [() => new StratifiedKFold().split(4), "StratifiedKFold.split: no y, one value for each row is needed"],
    [
      () => new GroupKFold({ nSplits: 3 }).split(4, undefined, [1, 1, 2, 2]),
      "GroupKFold: nSplits is 3 for 2 groups, at least one group for each is needed",
    ],
    [() => new KFold().split(9, [1, 2]), "KFold.split: y has 2 values, 9 are needed, one for each row"],
    [
      () => new TimeSeriesSplit().split(5),
      "TimeSeriesSplit: 5 rows for 5 splits that test 1 each with a gap of 0, at least 6 are needed",
    ],
    [
      () => new ShuffleSplit({ testSize: 1.5 }).split(9),
      "ShuffleSplit: testSize is 1.5, a share between 0 and 1 or a whole number ≥ 1 is needed",
    ],
    [
      () => new ShuffleSplit({ testSize: 9 }).split(9),
      "ShuffleSplit: 0 to learn from and 9 to test of 9, at least one each and at most 9 together are needed",
    ],
    [
      () => new StratifiedShuffleSplit().split(3, [0, 0, 1]),
      "StratifiedShuffleSplit: class 1 of y has 1 row, at least 2 are needed in each class",
    ],
    [() => new LeavePOut({ p: 3 }).split(3), "LeavePOut: 3 rows, more than the 3 left out are needed"],
    [
      () => new PredefinedSplit({ testFold: [0, 1] }).split(3),
      "PredefinedSplit: testFold has 2 values, 3 are needed, one for each row",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});
