import { allclose, compile, noGrad, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Transformer, type TransformerOptions } from "./transformer.ts";
import { TransformerDecoder } from "./transformer-decoder.ts";
import { TransformerDecoderLayer } from "./transformer-decoder-layer.ts";
import { TransformerEncoder } from "./transformer-encoder.ts";
import { TransformerEncoderLayer } from "./transformer-encoder-layer.ts";

const layer = { dtype: "float64", dimFeedforward: 6, dropout: 0, batchFirst: true } as const;
const make = (options: Partial<TransformerOptions> = {}) =>
  new Transformer({
    ...{ rng: new Philox(1), ...layer, dModel: 4, nhead: 2, numEncoderLayers: 2, numDecoderLayers: 2 },
    ...options,
  });
const normal = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: new Philox(seed), dtype: "float64" });
const near = (a: Tensor, b: Tensor) => expect(allclose(a, b, { rtol: 1e-12, atol: 1e-13 })).toBe(true);

it("a square subsequent mask is 0 up to the own place and −∞ behind it", () => {
  const off = Number.NEGATIVE_INFINITY;
  expect(Transformer.generateSquareSubsequentMask(2).toArray()).toEqual([
    [0, off],
    [0, 0],
  ]);
});

describe("Transformer", () => {
  it("is its decoder on the memory that its encoder makes", () => {
    const model = make();
    const [src, tgt] = [normal(2, 2, 3, 4), normal(3, 2, 4, 4)];
    const srcKeyPaddingMask = tensor([
      [false, false, true],
      [false, false, false],
    ]);
    const memory = model.encoder.forward(src, { srcKeyPaddingMask });
    const masks = { memoryKeyPaddingMask: srcKeyPaddingMask, tgtIsCausal: true };
    expect(model.forward(src, tgt, { srcKeyPaddingMask, ...masks }).toArray()).toEqual(
      model.decoder.forward(tgt, memory, masks).toArray(),
    );
  });

  it("has PyTorch's keys: each layer's attention, maps and norms, and the last norms", () => {
    const keys = Object.keys(make({ numEncoderLayers: 1, numDecoderLayers: 1 }).stateDict());
    const attention = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"];
    const ends = (...names: string[]) => names.flatMap((name) => [`${name}.weight`, `${name}.bias`]);
    const maps = ends("linear1", "linear2", "norm1", "norm2");
    const within = (path: string, names: string[]) => names.map((name) => `${path}${name}`);
    expect(keys).toEqual([
      ...within("encoder.layers.0.", [...within("self_attn.", attention), ...maps]),
      ...ends("encoder.norm"),
      ...within("decoder.layers.0.self_attn.", attention),
      ...within("decoder.layers.0.multihead_attn.", attention),
      ...within("decoder.layers.0.", [...maps, ...ends("norm3")]),
      ...ends("decoder.norm"),
    ]);
  });

  it.each([false, true])(
    "with a causal target a later token changes no earlier output, normFirst %s",
    (normFirst) => {
      const model = make({ normFirst });
      const [src, tgt] = [normal(4, 1, 3, 4), normal(5, 1, 4, 4)];
      const changed = tgt.clone();
      changed.data.set([9, -9, 4, 2], 12);
      const masks = [{ tgtIsCausal: true }, { tgtMask: Transformer.generateSquareSubsequentMask(4, layer) }];
      for (const mask of masks) {
        const [a, b] = [model.forward(src, tgt, mask), model.forward(src, changed, mask)];
        expect(b.slice(0, [0, 3]).toArray()).toEqual(a.slice(0, [0, 3]).toArray());
        expect(b.slice(0, 3).toArray()).not.toEqual(a.slice(0, 3).toArray());
      }
    },
  );

  it("matrices start from Xavier's distribution, and no two layers alike", () => {
    const state = make().stateDict();
    const values = [...state["encoder.layers.0.linear1.weight"]!.data];
    const bound = Math.sqrt(6 / (4 + 6));
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(bound);
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.9 * bound);
    expect([...state["encoder.layers.1.linear1.weight"]!.data]).not.toEqual(values);
  });
});

describe("TransformerEncoder", () => {
  it("copies the layer: equal values at first, in parameters of its own", () => {
    const given = new TransformerEncoderLayer(4, 2, { rng: new Philox(1), ...layer });
    const model = new TransformerEncoder(given, 2);
    const state = model.stateDict();
    expect(state["layers.1.linear1.weight"]!.toArray()).toEqual(given.linear1.weight.toArray());
    noGrad(() => model.layers.at(0).linear1.weight.zero_());
    expect(state["layers.1.linear1.weight"]!.toArray()).toEqual(given.linear1.weight.toArray());
    expect(model.parameters().length).toBe(2 * given.parameters().length);
  });

  it("sequence first and batch first are the same in another order", () => {
    const build = (batchFirst: boolean) =>
      new TransformerEncoder(
        new TransformerEncoderLayer(4, 2, { rng: new Philox(1), ...layer, batchFirst }),
        1,
      );
    const x = normal(6, 2, 3, 4);
    near(build(false).forward(x.transpose(0, 1)).transpose(0, 1), build(true).forward(x));
    near(build(true).forward(x.slice(0)), build(true).forward(x).slice(0));
  });
});

it("a compiled training step of a layer has attention as a whole, and each norm in one loop with what it adds", () => {
  const model = new TransformerEncoderLayer(8, 2, {
    ...{ rng: new Philox(1), dimFeedforward: 16, dropout: 0, batchFirst: true },
  });
  const step = compile((x: Tensor) => {
    model.zeroGrad();
    model.forward(x, { isCausal: true }).pow(2).sum().backward();
  });
  step(randn([2, 5, 8], { rng: new Philox(2) }));
  const { kernels } = step.explain();
  expect(kernels.filter(({ kind }) => kind === "native").map(({ title }) => title)).toEqual([
    "attention, as a whole",
    "attentionGradients, as a whole",
  ]);
  // The checks that each dropout is called in its own mode stand before all loops.
  const host = kernels.filter(({ kind }) => kind === "host");
  expect(host.filter(({ title }) => !title.startsWith("inspect"))).toEqual([]);
  // Four products there, two for each of them back but one: x asks for no gradient.
  expect(kernels.filter(({ kind }) => kind === "product").length).toBe(11);
});

it("dropout is there in training and draws from the given stream", () => {
  const build = () =>
    new TransformerDecoder(
      new TransformerDecoderLayer(4, 2, { rng: new Philox(1), ...layer, dropout: 0.5 }),
      1,
    );
  const [tgt, memory] = [normal(7, 1, 2, 4), normal(8, 1, 3, 4)];
  const model = build();
  const first = model.forward(tgt, memory).toArray();
  expect(model.forward(tgt, memory).toArray()).not.toEqual(first);
  expect(build().forward(tgt, memory).toArray()).toEqual(first);
  model.eval();
  expect(model.forward(tgt, memory).toArray()).toEqual(model.forward(tgt, memory).toArray());
});

it.each([
  [
    "another activation",
    () => new TransformerEncoderLayer(4, 2, { rng: new Philox(0), activation: "tanh" as "relu" }),
    'TransformerEncoderLayer: activation "tanh", "relu" or "gelu" is needed',
  ],
  [
    "another width",
    () => make().forward(normal(1, 2, 3, 5), normal(1, 2, 3, 4)),
    "TransformerEncoderLayer: src [2, 3, 5], ",
  ],
  [
    "a memory of another width",
    () => make().decoder.forward(normal(1, 2, 3, 4), normal(1, 2, 3, 5)),
    "TransformerDecoderLayer: memory [2, 3, 5], ",
  ],
  [
    "no layers",
    () => make({ numEncoderLayers: 0 }),
    "TransformerEncoder: numLayers 0, a whole number from 1 is needed",
  ],
])("refuses %s", (_, wrong, message) => {
  expect(wrong).toThrow(message);
});
