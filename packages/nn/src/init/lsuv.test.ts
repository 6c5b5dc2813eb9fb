import { Philox, randn, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  BatchNorm2d,
  Conv2d,
  Dropout,
  Flatten,
  Identity,
  Linear,
  lsuv,
  Module,
  ReLU,
  Sequential,
  Tanh,
} from "../index.ts";

const rng = new Philox(3);
const model = () =>
  new Sequential(
    new Conv2d(2, 4, 3, { rng }),
    new BatchNorm2d(4),
    new ReLU(),
    new Dropout({ rng }),
    new Flatten(),
    new Linear(4 * 4 * 4, 20, { rng }),
    new Tanh(),
    new Linear(20, 5, { rng, bias: false }),
  );
const batch = randn([30, 2, 6, 6], { rng }).mul(7).add(1);

describe("lsuv", () => {
  it("gives every layer's output variance 1, and says what it did", () => {
    const net = model();
    const report = lsuv(net, batch, { rng, tolerance: 0.001 });
    expect(report.map(({ name }) => name)).toEqual(["0", "5", "7"]);
    for (const { variance } of report) expect(Math.abs(variance - 1)).toBeLessThan(0.001);
    // An orthonormal kernel of 4 × 18 passes the mean square on, 49 + 1, in which neighbours' common mean weighs more.
    expect(report[0]!.varianceBefore).toBeGreaterThan(20);
    // One division makes the first layer's output exactly 1; rounding in float32 stays far below the tolerance.
    expect(report[0]!.iterations).toBe(1);
    const output = net.eval().forward(batch);
    expect(Math.abs(output.var({ correction: 0 }).item() - 1)).toBeLessThan(0.001);
  });

  it("leaves modes, running figures and random numbers as they were", () => {
    const net = model();
    const norm = net.at(1) as BatchNorm2d;
    norm.eval();
    const state = (net.at(3) as Dropout).rng.fork("check").uniform();
    lsuv(net, batch, { rng: new Philox(1) });
    expect(net.modules().map((module) => module.training)).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(norm.runningMean!.toArray()).toEqual([0, 0, 0, 0]);
    expect((net.at(3) as Dropout).rng.fork("check").uniform()).toBe(state);
    expect((net.at(0) as Conv2d).bias!.toArray()).toEqual([0, 0, 0, 0]);
  });

  it("takes layers in the order of forward, not of fields", () => {
    class Backwards extends Module {
      readonly last = new Linear(3, 3, { rng });
      readonly first = new Linear(3, 3, { rng });
      forward(x: ReturnType<typeof zeros>) {
        return this.last.forward(this.first.forward(x));
      }
    }
    expect(lsuv(new Backwards(), randn([9, 3], { rng }), { rng }).map(({ name }) => name)).toEqual([
      "first",
      "last",
    ]);
  });

  it("refuses a constant batch, a model without layers, a layer that is not called", () => {
    class Idle extends Module {
      readonly linear = new Linear(3, 3, { rng });
      forward(x: ReturnType<typeof zeros>) {
        return x;
      }
    }
    expect(() => lsuv(new Linear(3, 3, { rng }), zeros([4, 3]), { rng })).toThrow(
      /^lsuv: the output of .* variance 0/,
    );
    expect(() => lsuv(new Identity(), zeros([4, 3]), { rng })).toThrow(/^lsuv: a model without/);
    expect(() => lsuv(new Idle(), zeros([4, 3]), { rng })).toThrow(
      /^lsuv: layers that forward does not call \(linear\)/,
    );
    expect(() => lsuv(model(), batch, { rng, tolerance: 0 })).toThrow(/^lsuv: tolerance 0/);
  });
});
