import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { ReplayBuffer } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** A buffer into which these were pushed. */
function filled<Item>(
  { ReplayBuffer }: Module,
  capacity: number,
  items: readonly Item[],
): ReplayBuffer<Item> {
  const buffer = new ReplayBuffer<Item>(capacity);
  for (const item of items) buffer.push(item);
  return buffer;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** All that is stored, oldest first. */
const contents = <Item>(buffer: ReplayBuffer<Item>): Item[] => upTo(buffer.size).map((age) => buffer.at(age));

const sorted = (items: readonly number[]): number[] => [...items].sort((a, b) => a - b);

export const checks: Check<Module>[] = [
  {
    name: "two items in a buffer of three: the oldest first",
    why: "While there is room nothing is forgotten, and age 0 is the first item pushed.",
    run: (module) => {
      const buffer = filled(module, 3, ["a", "b"]);
      return all(
        equal(buffer.size, 2),
        equal(contents(buffer), ["a", "b"]),
        equal(filled(module, 3, []).size, 0),
      );
    },
  },
  {
    name: "five items into a buffer of three: c, d, e are left, in this order",
    why: "d took the place of a, e that of b: in the storage the order is d, e, c. The oldest one lies where the next will be written.",
    run: (module) => {
      const buffer = filled(module, 3, ["a", "b", "c", "d", "e"]);
      return all(equal(buffer.size, 3), equal(contents(buffer), ["c", "d", "e"]));
    },
  },
  {
    name: "exactly full: nothing is forgotten yet",
    why: "The item that fills the buffer takes the last free place. The next one is the first to overwrite.",
    run: (module) =>
      all(
        equal(contents(filled(module, 3, ["a", "b", "c"])), ["a", "b", "c"]),
        equal(contents(filled(module, 1, ["a", "b"])), ["b"]),
      ),
  },
  {
    name: "after any number of pushes the last ones are stored",
    why: "Compared with the end of the list of all items pushed, for capacities from 1 to 6 and up to 20 pushes.",
    run: (module) =>
      all(
        ...upTo(6).flatMap((less) =>
          upTo(21).map((pushes) =>
            equal(contents(filled(module, less + 1, upTo(pushes))), upTo(pushes).slice(-less - 1)),
          ),
        ),
      ),
  },
  {
    name: "items are given back as they are, `undefined`, 0 and equal ones included",
    why: "A place is taken because something was pushed there, not because its content is truthy. A copy of an item is another item.",
    run: (module) => {
      const step = { state: 1 };
      const buffer = filled<unknown>(module, 4, [undefined, 0, step, step]);
      return all(
        equal(buffer.size, 4),
        holds(buffer.at(0) === undefined && buffer.at(1) === 0, "other items", "undefined and 0, as pushed"),
        holds(buffer.at(2) === step && buffer.at(3) === step, "a copy", "the object that was pushed"),
        equal(buffer.sample(4, random(1).uniform).filter((item) => item === step).length, 2),
      );
    },
  },
  {
    name: "a sample has no repeats, and all of the buffer is all of it",
    probes: "combinatorics",
    why: "Draws with repeats give some transitions twice the weight. If as many are asked for as there are, each must come once.",
    run: (module) => {
      const { uniform } = random(2);
      const buffer = filled(module, 10, upTo(17));
      return all(
        ...upTo(30).flatMap(() => [
          equal(sorted(buffer.sample(10, uniform)), [7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
          equal(new Set(buffer.sample(7, uniform)).size, 7),
        ]),
        equal(buffer.sample(0, uniform), []),
      );
    },
  },
  {
    name: "from a buffer that is not full only what was pushed is drawn",
    why: "Positions are drawn below `size`, not below the capacity: the rest of the storage is empty.",
    run: (module) => {
      const { uniform } = random(3);
      const buffer = filled(module, 100, [5, 6, 7]);
      const drawn = upTo(50).flatMap(() => buffer.sample(2, uniform));
      return holds(
        drawn.every((item) => [5, 6, 7].includes(item)),
        drawn.filter((item) => ![5, 6, 7].includes(item)),
        "5, 6 and 7 only",
      );
    },
  },
  {
    name: "every item is drawn equally often, the oldest and the newest too",
    probes: "expectation",
    why: "20,000 samples of one from five: each should come with the share 0.2. Math.round in place of Math.floor gives the ends half of that, and an end that is one off leaves an item out.",
    run: (module) => {
      const { uniform } = random(4);
      const buffer = filled(module, 5, upTo(8));
      const counts = [0, 0, 0, 0, 0];
      for (let i = 0; i < 20_000; i++) counts[buffer.sample(1, uniform)[0]! - 3]! += 1;
      return close(
        counts.map((n) => n / 20_000),
        [0.2, 0.2, 0.2, 0.2, 0.2],
        0.015,
      );
    },
  },
  {
    name: "every pair is drawn equally often",
    probes: "combinatorics",
    why: "20,000 samples of two from four: six pairs, each with the share 1/6. Neighbours, as in a slice from a random place, are not more likely than others.",
    run: (module) => {
      const { uniform } = random(5);
      const buffer = filled(module, 4, upTo(6));
      const counts = new Map<string, number>();
      for (let i = 0; i < 20_000; i++) {
        const pair = sorted(buffer.sample(2, uniform)).join(" and ");
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      const pairs = ["2 and 3", "2 and 4", "2 and 5", "3 and 4", "3 and 5", "4 and 5"];
      return all(
        close(
          pairs.map((pair) => (counts.get(pair) ?? 0) / 20_000),
          pairs.map(() => 1 / 6),
          0.015,
        ),
        equal(counts.size, 6),
      );
    },
  },
  {
    name: "chance comes from `random` alone: the same numbers give the same sample",
    probes: "rng-seeds",
    why: "With Math.random no run can be repeated.",
    run: (module) => {
      const buffer = filled(module, 50, upTo(80));
      const draws = (seed: number) => buffer.sample(20, random(seed).uniform);
      return all(
        equal(draws(6), draws(6)),
        holds(draws(6).join() !== draws(7).join(), "the same for two seeds", "different samples"),
      );
    },
  },
  {
    name: "sampling leaves the buffer as it was, and pushing goes on at the right place",
    why: "A shuffle of the storage mixes up the ages: from then on the wrong items are forgotten.",
    run: (module) => {
      const buffer = filled(module, 6, upTo(8));
      for (let i = 0; i < 5; i++) buffer.sample(4, random(i).uniform);
      const before = equal(contents(buffer), [2, 3, 4, 5, 6, 7]);
      buffer.push(8);
      return all(before, equal(contents(buffer), [3, 4, 5, 6, 7, 8]));
    },
  },
  {
    name: "two buffers know nothing of each other",
    why: "What is stored belongs to the object, not to the module or the class.",
    run: (module) => {
      const [a, b] = [filled(module, 2, ["x"]), filled(module, 3, ["y", "z"])];
      return all(equal(contents(a), ["x"]), equal(contents(b), ["y", "z"]));
    },
  },
  {
    name: "a full buffer takes 60,000 pushes in a moment",
    why: "`shift` moves every item by one place; with 200,000 stored that is much work for each push.",
    run: (module) => {
      const buffer = filled(module, 200_000, upTo(260_000));
      return equal([buffer.size, buffer.at(0), buffer.at(199_999)], [200_000, 60_000, 259_999]);
    },
  },
  {
    name: "capacities, ages and counts that make no sense are refused",
    why: "An index outside an array is `undefined` in JavaScript, and fails in the training step, far from here.",
    run: (module) => {
      const buffer = filled(module, 4, upTo(3));
      return all(
        ...[0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY].map((capacity) =>
          refuses(() => new module.ReplayBuffer(capacity)),
        ),
        ...[-1, 3, 0.5, Number.NaN].map((age) => refuses(() => buffer.at(age))),
        ...[-1, 4, 1.5, Number.NaN].map((count) => refuses(() => buffer.sample(count, random(8).uniform))),
        refuses(() => filled(module, 4, []).at(0)),
      );
    },
  },
];
