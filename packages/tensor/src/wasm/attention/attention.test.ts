import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as library from "../../index.ts";
import {
  type AttentionInputs,
  AttentionMachine,
  type AttentionOutputs,
  type AttentionRun,
  outputs,
  randomInputs,
  runAttention,
} from "./attention.fixture.ts";
import { plainAttention } from "./plain-attention.fixture.ts";

const floats = ["float32", "float64"] as const;

/** Half the distance from 1 to the next number. */
const rounding = { float32: 2 ** -24, float64: 2 ** -53 };

/** A weight below this is 0. */
const smallest = { float32: Math.exp(-87), float64: Math.exp(-700) };

/**
 * The largest error in units of what it is allowed to be: a sum of n products is off by at most n roundings of the sum of
 * their sizes, and here sums over D, S, E and T feed one another.
 */
function worst(inputs: AttentionInputs, run: AttentionRun): number {
  const found = runAttention(inputs, run);
  const { D, E, S, T } = inputs.size;
  const allowed = (D + E + S + T) * rounding[run.float];
  const scale = run.scale ?? 1 / Math.sqrt(D);
  const { exact, sizes } = plainAttention(inputs, run.causal ?? false, scale, smallest[run.float] / allowed);
  const errors = outputs.flatMap((name) =>
    Array.from(exact[name], (y, i) =>
      y === found[name][i] ? 0 : Math.abs(found[name][i]! - y) / sizes[name][i]! / allowed,
    ),
  );
  return errors.reduce((a, error) => Math.max(a, error), 0);
}

function eager({ size, q, k, v, dOut }: AttentionInputs, isCausal: boolean): AttentionOutputs {
  const { B, H, T, S, D, E } = size;
  const leaf = (data: Float64Array, length: number, width: number) =>
    library.tensor(data, { shape: [B, length, H, width], dtype: "float64", requiresGrad: true });
  const byHead = (x: library.Tensor) => library.permute(x, [0, 2, 1, 3]);
  const leaves = [leaf(q, T, D), leaf(k, S, D), leaf(v, S, E)] as const;
  const [a, b, c] = leaves.map(byHead) as [library.Tensor, library.Tensor, library.Tensor];
  const out = byHead(library.scaledDotProductAttention(a, b, c, { isCausal }));
  const weights = leaf(dOut, T, E).detach();
  const slopes = library.grad(library.sum(library.mul(out, weights)), [...leaves]);
  const [dQ, dK, dV] = slopes.map((x) => x!.data as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { out: out.data as Float64Array, dQ, dK, dV };
}

const size = { B: 2, H: 3, T: 70, S: 150, D: 13, E: 10 };

describe("attention", () => {
  it.each(floats)("a query that fits the second key three times as well: ¼ · 10 + ¾ · 20, in %s", (float) => {
    const inputs = {
      size: { B: 1, H: 1, T: 1, S: 2, D: 1, E: 1 },
      q: Float64Array.of(Math.log(3)),
      k: Float64Array.of(0, 1),
      v: Float64Array.of(10, 20),
      dOut: Float64Array.of(1),
    };
    const { out, dV, dQ, dK } = runAttention(inputs, { float });
    const digits = float === "float32" ? 5 : 12;
    expect(out[0]).toBeCloseTo(17.5, digits);
    expect([...dV]).toEqual([expect.closeTo(0.25, digits), expect.closeTo(0.75, digits)]);
    // ds = p · (v − 17.5) = ∓1.875
    expect(dQ[0]).toBeCloseTo(1.875, digits);
    expect([...dK]).toEqual([-1, 1].map((sign) => expect.closeTo(sign * 1.875 * Math.log(3), digits)));
  });

  it("is the definition up to rounding, for any sizes, scale and both forms of a · b + c", () => {
    const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }));
    const long = fc.oneof(side, fc.constantFrom(64, 65, 127, 128, 129, 260));
    fc.assert(
      fc.property(
        fc.record({
          B: fc.integer({ min: 1, max: 2 }),
          H: fc.integer({ min: 1, max: 2 }),
          T: long,
          S: long,
          D: side,
          E: side,
        }),
        fc.record({ float: fc.constantFrom(...floats), causal: fc.boolean(), fused: fc.boolean() }),
        fc.constantFrom(undefined, 0.5, -1, 0),
        fc.nat(),
        (size, run, scale, seed) => {
          const options = { ...run, ...(scale !== undefined && { scale }) };
          expect(worst(randomInputs(size, seed), options)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(floats)("scores of ±10,000 are within the same bound, in %s", (float) => {
    for (const causal of [false, true]) {
      expect(worst(randomInputs(size, 5, 10_000), { float, causal })).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    ["float32", 1e-6],
    ["float64", 1e-13],
  ] as const)("in %s is the composed operation and its gradients, to %d of the largest", (float, bound) => {
    for (const causal of [false, true]) {
      const inputs = randomInputs(size, 8);
      const [found, expected] = [runAttention(inputs, { float, causal }), eager(inputs, causal)];
      for (const name of outputs) {
        const largest = Math.max(...expected[name].map(Math.abs));
        const error = Math.max(...expected[name].map((y, i) => Math.abs(y - found[name][i]!)));
        expect(error / largest).toBeLessThan(bound);
      }
    }
  });

  it("gradients are central differences of Σ out · dOut", () => {
    const inputs = randomInputs({ B: 1, H: 1, T: 4, S: 5, D: 3, E: 2 }, 11);
    const run = { float: "float64", causal: true } as const;
    const found = runAttention(inputs, run);
    const machine = new AttentionMachine(inputs.size, run);
    const value = (changed: AttentionInputs) => {
      machine.write(changed);
      machine.run("forward");
      return machine.read().out.reduce((sum, y, i) => sum + y * inputs.dOut[i]!, 0);
    };
    for (const [name, slope] of [
      ["q", found.dQ],
      ["k", found.dK],
      ["v", found.dV],
    ] as const) {
      slope.forEach((expected, i) => {
        const moved = (h: number) => ({ ...inputs, [name]: inputs[name].with(i, inputs[name][i]! + h) });
        const difference = (value(moved(1e-5)) - value(moved(-1e-5))) / 2e-5;
        // h² · f‴ / 6 and ε / h are both near 1e-10.
        expect(Math.abs(difference - expected)).toBeLessThan(2e-9);
      });
    }
  });

  it.each(floats)("gives the same bits however the items are shared out, in %s", (float) => {
    const inputs = randomInputs(size, 3);
    for (const causal of [false, true]) {
      const whole = runAttention(inputs, { float, causal });
      expect(runAttention(inputs, { float, causal, cuts: [1, 4] })).toEqual(whole);
      expect(runAttention(inputs, { float, causal, cuts: [1, 2, 3, 4, 5] })).toEqual(whole);
    }
  });

  it.each(floats)("writes nothing beside its results, and in its range only, in %s", (float) => {
    const machine = new AttentionMachine(size, { float });
    machine.write(randomInputs(size, 4));
    machine.run("forward", 1, 2);
    const { out } = machine.read();
    const written = [...out].flatMap((x, i) => (Number.isNaN(x) ? [] : [i]));
    const ofItem = [...out.keys()].filter((i) => i < out.length / 2 && Math.floor(i / size.E) % size.H === 1);
    expect(written).toEqual(ofItem);
    machine.run("forward");
    machine.run("backward");
    expect(machine.fences().every(Number.isNaN)).toBe(true);
  });

  it.each(floats)("the statistics add up to the log-sum-exp of each row, in %s", (float) => {
    const inputs = { ...randomInputs({ ...size, H: 1, B: 1 }, 6), k: new Float64Array(150 * 13).fill(1) };
    const machine = new AttentionMachine(inputs.size, { float, causal: true, scale: 2 });
    machine.write(inputs);
    machine.run("forward");
    const { statistics } = machine.read();
    for (let t = 0; t < size.T; t++) {
      const score = 2 * inputs.q.subarray(t * 13, (t + 1) * 13).reduce((a, b) => a + b, 0);
      expect(statistics[2 * t]).toBeCloseTo(score, 4);
      expect(statistics[2 * t + 1]).toBeCloseTo(Math.log(t + 1), 5);
    }
  });

  it("scores of −Infinity weigh nothing; a row of nothing else is NaN, as in the composed operation, and alone", () => {
    const inputs = {
      size: { B: 1, H: 1, T: 2, S: 2, D: 1, E: 1 },
      q: Float64Array.of(1, -1e20),
      k: Float64Array.of(1e30, 0),
      v: Float64Array.of(1, 2),
      dOut: Float64Array.of(1, 1),
    };
    const { out } = runAttention(inputs, { float: "float32" });
    expect([...out]).toEqual([1, 2]);
    const none = runAttention({ ...inputs, k: Float64Array.of(1e30, 1e30) }, { float: "float32" });
    expect([...none.out]).toEqual([1.5, NaN]);
  });

  it("NaN in a query stays in its row; NaN in a key that a causal row does not see does not reach it", () => {
    const inputs = randomInputs({ B: 1, H: 1, T: 9, S: 9, D: 4, E: 1 }, 2);
    inputs.q[2 * 4] = Number.NaN;
    inputs.k[6 * 4] = Number.NaN;
    const { out } = runAttention(inputs, { float: "float32", causal: true });
    expect([...out].map(Number.isNaN)).toEqual([0, 0, 1, 0, 0, 0, 1, 1, 1].map(Boolean));
  });
});
