import { describe, expect, it } from "vitest";
import { Philox } from "../philox.ts";
import { fillInteger, fillNormal, fillUniform, fillUniform24 } from "./fill.ts";

type Fill = (rng: Philox, out: Float64Array) => void;

/** Each way to fill, and the method that gives the same one by one. The sizes of integer pass over few, many and half of the words. */
const fills: [string, Fill, (rng: Philox) => number][] = [
  ["fillUniform", fillUniform, (rng) => rng.uniform()],
  ["fillUniform24", fillUniform24, (rng) => Math.floor(rng.uniform() * 2 ** 24) / 2 ** 24],
  ["fillNormal", fillNormal, (rng) => rng.normal()],
  ...[1, 10, 3 * 2 ** 30, 2 ** 31 + 1, 2 ** 32 - 1].map((n): [string, Fill, (rng: Philox) => number] => [
    `fillInteger below ${n}`,
    (rng, out) => fillInteger(rng, out, { low: -7, n }),
    (rng) => rng.integer(n) - 7,
  ]),
];

function at(block: number, used: number): Philox {
  return Philox.from({ key: [3, 9], block, used });
}

it("a uniform by hand: the top bits of two words", () => {
  const [rng, words] = [new Philox(5), new Uint32Array(2)];
  new Philox(5).words(words);
  const out = new Float64Array(1);
  fillUniform(rng, out);
  expect(out[0]).toBe((words[0]! >>> 5) / 2 ** 27 + (words[1]! >>> 6) / 2 ** 53);
});

describe.each(fills)("%s", (_, fill, one) => {
  it.each([0, 2 ** 32 - 2, 2 ** 33 - 1])(
    "is one by one from every word of block %s, and leaves the same state",
    (block) => {
      for (const used of [0, 1, 2, 3]) {
        for (const n of [0, 1, 2, 3, 5, 8, 9]) {
          const [bulk, single] = [at(block, used), at(block, used)];
          const out = new Float64Array(n);
          fill(bulk, out);
          expect(out).toEqual(Float64Array.from({ length: n }, () => one(single)));
          expect(bulk.getState()).toEqual(single.getState());
        }
      }
    },
  );

  it("is one by one over more draws than words are made at a time", () => {
    const [bulk, single] = [at(2 ** 32 - 300, 1), at(2 ** 32 - 300, 1)];
    const out = new Float64Array(2500);
    fill(bulk, out);
    expect(out).toEqual(Float64Array.from(out, () => one(single)));
    expect(bulk.getState()).toEqual(single.getState());
  });
});
