import { describe, expect, it } from "vitest";
import { Philox, philox4x32, type Words2, type Words4 } from "./philox.ts";

const ones = 0xffffffff;

/** The lines "philox4x32 10" of Random123's file of known answers. */
const known: [Words4, Words2, Words4][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [ones, ones, ones, ones],
    [ones, ones],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe("philox4x32", () => {
  it.each(known)("counter %j with key %j gives the published words", (counter, key, words) => {
    expect(philox4x32(counter, key)).toEqual(words);
  });
});

describe("Philox's stream", () => {
  it("is the blocks of counters 0, 1, … in order", () => {
    const rng = new Philox(2 ** 32 * 5 + 9);
    const words = Array.from({ length: 8 }, () => rng.word());
    expect(words).toEqual([...philox4x32([0, 0, 0, 0], [9, 5]), ...philox4x32([1, 0, 0, 0], [9, 5])]);
  });

  it("fills with words what would come one by one, from every word on, over 2³² blocks", () => {
    for (let used = 0; used < 4; used++) {
      for (let n = 0; n < 14; n++) {
        const state = { key: [4, 5], block: 2 ** 32 - 2, used } as const;
        const [bulk, single] = [Philox.from(state), Philox.from(state)];
        const out = new Uint32Array(n);
        bulk.words(out);
        expect(out).toEqual(Uint32Array.from(out, () => single.word()));
        expect(bulk.getState()).toEqual(single.getState());
      }
    }
  });

  it("gives these words for seed 20: they never change", () => {
    const rng = new Philox(20);
    const words = Array.from({ length: 6 }, () => rng.word());
    expect(words).toEqual([3298640097, 2221393783, 598910548, 681478876, 2058008278, 1134737143]);
    expect([rng.uniform(), rng.normal(), rng.integer(1000), rng.shuffle([0, 1, 2, 3, 4, 5, 6, 7])]).toEqual([
      0.76398201255186,
      -2.2194103512896057,
      813,
      [3, 2, 5, 1, 4, 7, 6, 0],
    ]);
  });

  it("makes a uniform of two words and a normal of two uniforms", () => {
    const [h, l] = philox4x32([0, 0, 0, 0], [3, 0]);
    expect(new Philox(3).uniform()).toBe(((h >>> 5) * 2 ** 26 + (l >>> 6)) / 2 ** 53);
    const rng = new Philox(3);
    const [u, v] = [rng.uniform(), rng.uniform()];
    expect(new Philox(3).normal()).toBe(Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v));
  });

  it("is the same for the same seed and another for another", () => {
    const draw = (seed: number) => {
      const rng = new Philox(seed);
      return Array.from({ length: 5 }, () => rng.uniform());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("goes on from a saved state, at every word", () => {
    for (let used = 0; used < 9; used++) {
      const rng = new Philox(4);
      for (let i = 0; i < used; i++) rng.word();
      const restored = Philox.from(JSON.parse(JSON.stringify(rng.getState())));
      expect([restored.word(), restored.normal()]).toEqual([rng.word(), rng.normal()]);
    }
  });

  it("forks into streams that depend on the name alone and take nothing", () => {
    const rng = new Philox(4);
    const first = rng.fork("weights").word();
    rng.fork(0).word();
    expect(rng.fork("weights").word()).toBe(first);
    expect(rng.word()).toBe(new Philox(4).word());
    const names = ["weights", "weight", "sthgiew", "", "0", 0, 1, 2 ** 40];
    const words = names.map((name) => rng.fork(name).word());
    expect(new Set([...words, new Philox(4).word()]).size).toBe(names.length + 1);
    expect(rng.fork("a").fork("b").word()).not.toBe(rng.fork("b").fork("a").word());
  });
});

describe("Philox's distributions", () => {
  const n = 100_000;
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  // The bounds are five standard errors.
  it("uniform has mean 1/2 and variance 1/12, in [0, 1)", () => {
    const rng = new Philox(10);
    const values = Array.from({ length: n }, () => rng.uniform());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(values.map((value) => (value - 0.5) ** 2)) - 1 / 12)).toBeLessThan(
      5 * Math.sqrt(1 / 180 / n),
    );
  });

  it("normal has mean 0, variance 1, third moment 0 and fourth 3", () => {
    const rng = new Philox(11);
    const values = Array.from({ length: n }, () => rng.normal());
    const moments = [1, 2, 3, 4].map((k) => mean(values.map((value) => value ** k)));
    const errors = [1, 2, 15, 96].map((variance) => 5 * Math.sqrt(variance / n));
    [0, 1, 0, 3].forEach((expected, i) => {
      expect(Math.abs(moments[i]! - expected)).toBeLessThan(errors[i]!);
    });
  });

  it("integer hits every value equally often", () => {
    const rng = new Philox(12);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < n; i++) counts[rng.integer(7)]!++;
    const chi2 = counts.reduce((total, count) => total + (count - n / 7) ** 2 / (n / 7), 0);
    // 99.99 % of a chi-squared distribution with 6 degrees of freedom lies below 27.9.
    expect(chi2).toBeLessThan(27.9);
    expect(rng.integer(1)).toBe(0);
    expect(rng.integer(2 ** 32 - 1)).toBeGreaterThan(0);
  });

  it("integer is even also where three values share four words", () => {
    // ⌊w · n / 2³²⌋ without rejection would give the multiples of 3 half of the time.
    const rng = new Philox(14);
    let multiples = 0;
    for (let i = 0; i < n; i++) multiples += Number(rng.integer(3 * 2 ** 30) % 3 === 0);
    expect(Math.abs(multiples / n - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / n));
  });

  it("shuffle keeps the items and reaches every order", () => {
    const rng = new Philox(13);
    const orders = new Set(Array.from({ length: 200 }, () => rng.shuffle([1, 2, 3]).join("")));
    expect([...orders].sort()).toEqual(["123", "132", "213", "231", "312", "321"]);
  });
});

describe("Philox refuses", () => {
  it("seeds, sizes and states that are none", () => {
    expect(() => new Philox(-1)).toThrow("Philox: seed -1, a whole number from 0 to 2^53 - 1 is needed");
    expect(() => new Philox(0.5)).toThrow(RangeError);
    expect(() => new Philox(1).integer(0)).toThrow(
      "integer: 0 values, a whole number from 1 to 2^32 - 1 is needed",
    );
    expect(() => new Philox(1).fork(-1)).toThrow(RangeError);
    expect(() => new Philox(1).words([] as never)).toThrow("words: [] to fill, a Uint32Array is needed");
    expect(() => Philox.from({ key: [1, 2], block: 2 ** 53 - 1, used: 0 }).words(new Uint32Array(5))).toThrow(
      "Philox: block 9007199254740992, a whole number from 0 to 2^53 - 1 is needed",
    );
    expect(() => Philox.from({ key: [1, 2 ** 32], block: 0, used: 0 })).toThrow(RangeError);
    expect(() => Philox.from({ key: [1, 2], block: 0, used: 4 })).toThrow(RangeError);
    expect(() => Philox.from({ key: [1, 2], block: -1, used: 0 })).toThrow(RangeError);
  });
});
