import { Philox, randn, tensor, zeros } from "@blankfile/tensor";
import { expect, it } from "vitest";
import {
  BatchNorm2d,
  Bilinear,
  Conv2d,
  ConvTranspose2d,
  Dropout,
  Embedding,
  Flatten,
  Linear,
  LSTM,
  LSTMCell,
  Module,
  MultiheadAttention,
  packPaddedSequence,
  ReLU,
  Sequential,
  summary,
} from "../index.ts";

const rng = () => new Philox(1);

it("of Linear 3 → 2 on 5 samples: 8 parameters, 5 · (2 · 6 + 2) = 70 operations", () => {
  const found = summary(new Linear(3, 2, { rng: rng() }), [zeros([5, 3])]);
  expect(found.rows).toEqual([
    { path: "", type: "Linear", depth: 0, outputShapes: [[5, 2]], parameters: 8, trainable: 8, flops: 70 },
  ]);
  expect(found.bytes).toEqual({ inputs: 60, outputs: 40, parameters: 32 });
});

it("prints a table with a line for each module", () => {
  const model = new Sequential(
    new Conv2d(1, 4, 3, { rng: rng() }),
    new BatchNorm2d(4),
    new ReLU(),
    new Flatten(),
    new Linear(4 * 6 * 6, 10, { rng: rng() }),
  );
  model.at(1).requiresGrad_(false);
  expect(String(summary(model, [zeros([2, 1, 8, 8])]))).toBe(
    `Module            Output        Parameters  Trainable   FLOPs
─────────────────────────────────────────────────────────────
Sequential        [2, 10]                –          –       –
  0: Conv2d       [2, 4, 6, 6]          40         40   5,472
  1: BatchNorm2d  [2, 4, 6, 6]           8          –       –
  2: ReLU         [2, 4, 6, 6]           –          –       –
  3: Flatten      [2, 144]               –          –       –
  4: Linear       [2, 10]            1,450      1,450   5,780
─────────────────────────────────────────────────────────────
Total                                1,498      1,490  11,252
inputs 0.5 kB, outputs 4.7 kB, parameters 6.0 kB`,
  );
});

it("convolutions: 2 · 9 · in multiply and add for each output, or input of a transpose, and the bias", () => {
  const conv = summary(new Conv2d(4, 6, 3, { rng: rng(), groups: 2 }), [zeros([2, 4, 8, 8])]);
  expect(conv.flops).toBe(2 * 6 * 6 * 6 * (2 * 2 * 9 + 1));
  const transposed = summary(new ConvTranspose2d(4, 6, 3, { rng: rng() }), [zeros([2, 4, 8, 8])]);
  expect(transposed.flops).toBe(2 * 4 * 64 * 2 * 6 * 9 + 2 * 6 * 100);
});

it("recurrent layers: every step of every sequence, packed ones without padding; both parts of the output", () => {
  const lstm = new LSTM(3, 5, { rng: rng() });
  const perRow = 2 * (20 * 3 + 20 * 5) + 40;
  const found = summary(lstm, [zeros([7, 2, 3])]);
  expect(found.flops).toBe(14 * perRow);
  expect(found.rows[0]!.outputShapes).toEqual([
    [7, 2, 5],
    [1, 2, 5],
    [1, 2, 5],
  ]);
  const packed = packPaddedSequence(zeros([7, 2, 3]), [7, 4]);
  expect(summary(lstm, [packed]).flops).toBe(11 * perRow);
  expect(summary(new LSTMCell(3, 5, { rng: rng() }), [zeros([2, 3])]).flops).toBe(2 * perRow);
});

it("attention: four projections of 2 E² and 4 S E for each query", () => {
  const E = 8;
  const attention = new MultiheadAttention(E, 2, { rng: rng(), batchFirst: true, bias: false });
  const [q, k] = [zeros([3, 5, E]), zeros([3, 6, E])];
  const [B, L, S] = [3, 5, 6];
  const found = summary(attention, [q, k, k]);
  expect(found.flops).toBe(2 * B * (L + S + S + L) * E * E + 4 * B * L * S * E);
  expect(found.rows[0]!.outputShapes).toEqual([
    [B, L, E],
    [B, L, S],
  ]);
});

it("a bilinear layer", () => {
  const found = summary(new Bilinear(3, 4, 2, { rng: rng() }), [zeros([5, 3]), zeros([5, 4])]);
  expect(found.flops).toBe(5 * 2 * (2 * 12 + 2 * 4) + 10);
});

it("a parameter that two modules share counts once; a module called twice adds up its operations", () => {
  const shared = new Linear(3, 3, { rng: rng(), bias: false });
  const twice = summary(new Sequential(shared, new ReLU(), shared), [zeros([1, 3])]);
  expect([twice.parameters, twice.flops]).toEqual([9, 36]);
  class Tied extends Module {
    readonly embed = new Embedding(4, 3, { rng: rng() });
    readonly head = new Linear(3, 4, { rng: rng(), bias: false });
    constructor() {
      super();
      Object.assign(this.head, { weight: this.embed.weight });
    }
    forward(x: ReturnType<typeof zeros>) {
      return this.head.forward(this.embed.forward(x));
    }
  }
  const tied = summary(new Tied(), [tensor([1, 2], { dtype: "int32" })]);
  expect(tied.rows.map(({ path, parameters }) => [path, parameters])).toEqual([
    ["", 0],
    ["embed", 12],
    ["head", 0],
  ]);
});

it("leaves modes, running means and random numbers as they were", () => {
  const norm = new BatchNorm2d(2);
  const model = new Sequential(norm, new Dropout({ rng: rng() }));
  const before = (model.at(1) as Dropout).rng.getState();
  summary(model, [randn([3, 2, 4, 4], { rng: rng() })]);
  expect(model.modules().every(({ training }) => training)).toBe(true);
  expect(norm.numBatchesTracked!.item()).toBe(0);
  expect((model.at(1) as Dropout).rng.getState()).toEqual(before);
});

it("refuses inputs that are no list", () => {
  expect(() => summary(new ReLU(), zeros([1]) as never)).toThrow(/summary: inputs that are no array/);
});
