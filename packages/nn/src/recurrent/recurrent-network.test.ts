import { allclose, compile, flip, noGrad, Philox, randn, Tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { GRUCell } from "./cells/gru-cell.ts";
import { LSTMCell } from "./cells/lstm-cell.ts";
import { RNNCell } from "./cells/rnn-cell.ts";
import { GRU } from "./gru.ts";
import { LSTM } from "./lstm.ts";
import { packPaddedSequence, padPackedSequence } from "./packed-sequence.ts";
import type { RecurrentNetwork, RecurrentOptions } from "./recurrent-network.ts";
import { RNN } from "./rnn.ts";

type Any = RecurrentNetwork<unknown>;
const kinds: Record<string, (options?: Partial<RecurrentOptions>) => Any> = {
  RNN: (options) => new RNN(3, 2, { rng: new Philox(1), dtype: "float64", ...options }),
  LSTM: (options) => new LSTM(3, 2, { rng: new Philox(1), dtype: "float64", ...options }),
  GRU: (options) => new GRU(3, 2, { rng: new Philox(1), dtype: "float64", ...options }),
};
const normal = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: new Philox(seed), dtype: "float64" });
const partsOf = (state: unknown) => (state instanceof Tensor ? [state] : (state as Tensor[]));
/** Equal but for the order in which a product adds up: its rows are the same, so a few units in the last place. */
const near = (a: Tensor, b: Tensor) => {
  expect(a.shape).toEqual(b.shape);
  expect(allclose(a, b, { rtol: 1e-13, atol: 1e-15 })).toBe(true);
};

describe.each(Object.entries(kinds))("%s", (name, make) => {
  const wide = { numLayers: 2, bidirectional: true };

  it("a packed batch gives what each sequence gives alone", () => {
    const model = make(wide);
    const lengths = [2, 4, 1];
    const x = normal(2, 4, 3, 3);
    const packed = packPaddedSequence(x, lengths, { enforceSorted: false });
    const [output, state] = model.forward(packed);
    const [padded, found] = padPackedSequence(output as typeof packed);
    expect(found).toEqual(lengths);
    for (const [b, length] of lengths.entries()) {
      const [own, last] = model.forward(x.slice([0, length], b)) as [Tensor, unknown];
      near(padded.slice([0, length], b), own);
      expect(padded.slice([length, null], b).data.every((value) => value === 0)).toBe(true);
      partsOf(last).forEach((part, k) => {
        near(partsOf(state)[k]!.slice(null, b), part);
      });
    }
  });

  it("a compiled function takes packed sequences and returns them", () => {
    const model = make(wide);
    const packed = packPaddedSequence(normal(2, 4, 3, 3), [2, 4, 1], { enforceSorted: false });
    const step = compile((given: typeof packed) => noGrad(() => model.forward(given)[0] as typeof packed));
    const [found, wanted] = [step(packed), model.forward(packed)[0] as typeof packed];
    expect(found.batchSizes).toEqual([3, 2, 1, 1]);
    expect(allclose(found.data, wanted.data, { rtol: 1e-12, atol: 1e-14 })).toBe(true);
  });

  it("one sequence is a batch of one", () => {
    const model = make(wide);
    const x = normal(3, 4, 3);
    const [output, state] = model.forward(x) as [Tensor, unknown];
    const [batch, states] = model.forward(x.unsqueeze(1)) as [Tensor, unknown];
    near(output, batch.squeeze(1));
    partsOf(state).forEach((part, k) => {
      near(part, partsOf(states)[k]!.squeeze(1));
    });
  });

  it("batchFirst changes the form of sequences, not of states", () => {
    const x = normal(4, 4, 2, 3);
    const [output, state] = make().forward(x) as [Tensor, unknown];
    const [turned, same] = make({ batchFirst: true }).forward(x.transpose(0, 1)) as [Tensor, unknown];
    near(turned.transpose(0, 1), output);
    near(partsOf(same)[0]!, partsOf(state)[0]!);
  });

  it("the second direction is the network on the sequence from its end", () => {
    const model = make({ bidirectional: true });
    const state = model.stateDict();
    const other = make();
    other.loadStateDict(
      Object.fromEntries(Object.keys(other.stateDict()).map((key) => [key, state[`${key}_reverse`]!])),
    );
    const x = normal(5, 4, 2, 3);
    const [both] = model.forward(x) as [Tensor, unknown];
    const [back] = other.forward(flip(x, [0])) as [Tensor, unknown];
    near(both.slice(null, null, [2, 4]), flip(back, [0]));
  });

  it("the last state carries a sequence on: two halves give what the whole gives", () => {
    const model = make({ numLayers: 2 });
    const x = normal(6, 5, 2, 3);
    const [whole] = model.forward(x) as [Tensor, unknown];
    const [first, state] = model.forward(x.slice([0, 2])) as [Tensor, unknown];
    const [second] = model.forward(x.slice([2, 5]), state) as [Tensor, unknown];
    near(first, whole.slice([0, 2]));
    near(second, whole.slice([2, 5]));
  });

  it("starts between −1/√H and 1/√H", () => {
    const bound = 1 / Math.sqrt(2);
    const values = make(wide)
      .parameters()
      .flatMap(({ data }) => [...data]);
    expect(Math.max(...values)).toBeLessThan(bound);
    expect(Math.max(...values)).toBeGreaterThan(0.9 * bound);
    expect(Math.min(...values)).toBeGreaterThan(-bound);
  });

  it("has PyTorch's keys in PyTorch's order", () => {
    const ends = ["l0", "l0_reverse", "l1", "l1_reverse"];
    const keys = ends.flatMap((end) =>
      ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map((what) => `${what}_${end}`),
    );
    expect(Object.keys(make(wide).stateDict())).toEqual(keys);
  });

  it("drops states between layers in training only, and draws a mask afresh at each compiled call", () => {
    const model = make({ numLayers: 2, dropout: 0.5 });
    const x = normal(7, 3, 2, 3);
    const numbers = ([y]: [unknown, unknown]) => [...(y as Tensor).data];
    const step = compile((given: Tensor) => noGrad(() => model.forward(given)[0] as Tensor));
    expect(step(x).toArray()).not.toEqual(step(x).toArray());
    expect(numbers(model.forward(x))).not.toEqual(numbers(model.forward(x)));
    model.eval();
    expect(numbers(model.forward(x))).toEqual(numbers(make({ numLayers: 2 }).forward(x)));
  });

  it.each([
    ["another width", () => make().forward(zeros([4, 2, 5])), "input [4, 2, 5], [T, B, F], [T, F] or packed"],
    ["one dimension", () => make().forward(zeros([3])), "input [3], "],
    ["no steps", () => make().forward(zeros([0, 2, 3], { dtype: "float64" })), "no steps, one or more"],
    ["no layers", () => make({ numLayers: 0 }), "numLayers 0, a whole number from 1 is needed"],
    [
      "dropout in one layer",
      () => make({ dropout: 0.1 }),
      "dropout 0.1 with one layer, two or more are needed",
    ],
    ["a share above 1", () => make({ dropout: 1.5, numLayers: 2 }), "dropout 1.5, "],
  ])("refuses %s", (_, wrong, message) => {
    expect(wrong).toThrow(`${name}: ${message}`);
  });

  it("refuses a state of another kind or dtype, and inputs that are no sequences", () => {
    const [h, single] = [zeros([1, 2, 2], { dtype: "float64" }), zeros([1, 2, 2])];
    const x = normal(8, 4, 2, 3);
    const [other, wanted] = name === "LSTM" ? [h, "[h, c]"] : [[h, h], "a tensor h"];
    expect(() => make().forward(x, other)).toThrow(`${name}: a state of another kind, ${wanted} is needed`);
    expect(() => make().forward(x, name === "LSTM" ? [single, single] : single)).toThrow(
      `${name}: a state of dtype float32, float64 as the weights is needed`,
    );
    expect(() => make().forward(3 as never)).toThrow(`${name}: an input of type number, a tensor or what`);
  });

  it("refuses a state of another batch", () => {
    const h = zeros([1, 3, 2], { dtype: "float64" });
    const state = name === "LSTM" ? [h, h] : h;
    expect(() => make().forward(normal(8, 4, 2, 3), state)).toThrow(
      `${name}: a state [1, 3, 2], [1, 2, 2] is needed`,
    );
  });
});

describe("cells", () => {
  const options = { rng: new Philox(1), dtype: "float64" } as const;
  const cells = {
    RNN: new RNNCell(3, 2, options),
    LSTM: new LSTMCell(3, 2, options),
    GRU: new GRUCell(3, 2, options),
  };

  it.each(Object.entries(cells))("a %s cell step by step is the network", (name, cell) => {
    const model = kinds[name]!();
    const own = Object.entries(cell.stateDict());
    model.loadStateDict(Object.fromEntries(own.map(([key, value]) => [`${key}_l0`, value])));
    const x = normal(9, 3, 2, 3);
    const [output] = model.forward(x) as [Tensor, unknown];
    let state: unknown;
    for (let t = 0; t < 3; t++) {
      state = (cell as { forward(x: Tensor, state: unknown): unknown }).forward(x.slice(t), state);
      near(partsOf(state)[0]!, output.slice(t));
    }
  });

  it.each(Object.entries(cells))("a %s cell takes a vector, and refuses what does not fit", (name, cell) => {
    const forward = (...given: unknown[]) =>
      partsOf((cell as { forward(...given: unknown[]): unknown }).forward(...given))[0]!;
    const x = normal(10, 2, 3);
    near(forward(x.slice(1)), forward(x).slice(1));
    expect(() => forward(normal(1, 2, 4))).toThrow(`${name}Cell: input [2, 4], [B, 3] or [3] is needed`);
    const h = zeros([3, 2], { dtype: "float64" });
    expect(() => forward(x, name === "LSTM" ? [h, h] : h)).toThrow(
      `${name}Cell: a state [3, 2] for input [2, 3], [2, 2] is needed`,
    );
  });
});
