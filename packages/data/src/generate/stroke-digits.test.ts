import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { strokeDigits } from "./stroke-digits.ts";

describe("strokeDigits", () => {
  it("draws digits of every class, dark around and bright inside", () => {
    const set = strokeDigits(300, { rng: new Philox(1), noise: 0 });
    expect([set.shape, new Set(set.labels).size]).toEqual([[300, 1, 28, 28], 10]);
    const x = set.toFloat();
    const ink = x.mean().item();
    expect(ink).toBeGreaterThan(0.05);
    expect(ink).toBeLessThan(0.25);
    for (let i = 0; i < 300; i++) expect(Math.max(...set.pixels.subarray(i * 784, (i + 1) * 784))).toBe(255);
    const corner = set.pixels.filter((_, at) => at % 784 === 0);
    expect(Math.max(...corner)).toBe(0);
  });

  it("makes image i from the seed and i alone", () => {
    const few = strokeDigits(3, { rng: new Philox(2) });
    const more = strokeDigits(5, { rng: new Philox(2) });
    expect([...more.pixels.subarray(0, 3 * 784)]).toEqual([...few.pixels]);
    expect([...strokeDigits(3, { rng: new Philox(3) }).pixels]).not.toEqual([...few.pixels]);
  });

  it("are told apart by the nearest mean of 1,000 others, seven in ten at least", () => {
    const [train, test] = [
      strokeDigits(1000, { rng: new Philox(4) }),
      strokeDigits(200, { rng: new Philox(5) }),
    ];
    const mean = (label: number) => {
      const own = [...train.labels.keys()].filter((i) => train.labels[i] === label);
      return train.toFloat(own).mean({ dim: 0 }).reshape([784]);
    };
    const means = Array.from({ length: 10 }, (_, label) => mean(label));
    const right = [...test.labels].filter((label, i) => {
      const x = test.toFloat([i]).reshape([784]);
      const distances = means.map((m) => x.sub(m).pow(2).sum().item());
      return distances.indexOf(Math.min(...distances)) === label;
    });
    expect(right.length).toBeGreaterThan(140);
  });
});
