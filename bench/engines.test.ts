import { describe, expect, it } from "vitest";
import { ours } from "./engines/ours.ts";
import { inputs } from "./workloads/inputs.ts";
import { gflop, type Workload } from "./workloads/workload.ts";

const small: Workload[] = [
  { kind: "product", name: "product", n: 5, dtype: "float64" },
  { kind: "mlp", name: "mlp", sizes: [6, 5, 4, 3], batch: 7 },
  { kind: "gpt", name: "gpt", layers: 2, heads: 2, width: 8, context: 5, batch: 3, vocabulary: 7 },
  { kind: "convnet", name: "convnet", side: 8, channels: [2, 3], classes: 4, batch: 5 },
  { kind: "lstm", name: "lstm", context: 3, features: 4, hidden: 5, classes: 3, batch: 6 },
  { kind: "encoder", name: "encoder", context: 4, width: 8, heads: 2, inner: 6, classes: 3, batch: 5 },
  { kind: "tiny", name: "tiny forward", length: 4, ops: 10, backward: false },
  { kind: "tiny", name: "tiny backward", length: 4, ops: 10, backward: true },
];

describe("ours eager", () => {
  for (const workload of small) {
    it(`runs ${workload.name} at small sizes, and again from the same start with the same numbers`, async () => {
      const values = async () => {
        const ready = await (await ours()).prepare(workload, inputs(workload));
        return Array.from({ length: 4 }, () => {
          ready.run();
          return ready.value();
        });
      };
      const first = await values();
      expect(first.every(Number.isFinite)).toBe(true);
      expect(await values()).toEqual(first);
    });
  }

  it.each(["mlp", "gpt", "convnet", "lstm", "encoder"])(
    "%s: the loss of the one batch falls over 20 steps",
    async (kind) => {
      const workload = small.find((one) => one.kind === kind)!;
      const ready = await (await ours()).prepare(workload, inputs(workload));
      const losses = Array.from({ length: 20 }, () => {
        ready.run();
        return ready.value();
      });
      expect(losses.at(-1)).toBeLessThan(losses[0]!);
    },
  );

  it("a GPT that knows nothing starts at log V", async () => {
    const workload = small.find(({ kind }) => kind === "gpt")!;
    const ready = await (await ours()).prepare(workload, inputs(workload));
    ready.run();
    expect(ready.value()).toBeCloseTo(Math.log(7), 1); // weights of 0.02 leave logits near 0
  });
});

describe("gflop", () => {
  it("a product 2 × 2 is 8 multiplications and 8 additions", () => {
    expect(gflop({ kind: "product", name: "", n: 2, dtype: "float32" })).toBeCloseTo(16e-9, 15);
  });

  it("the first layer of an MLP needs two products, every other one three", () => {
    const work = gflop({ kind: "mlp", name: "", sizes: [2, 3, 5], batch: 1 });
    expect(work).toBeCloseTo((2 * 6 + 3 * 15) * 2e-9, 15);
  });

  it("operations on few numbers have none", () => {
    expect(gflop(small.at(-1)!)).toBeUndefined();
  });
});
