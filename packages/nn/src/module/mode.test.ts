import { compile, ones, Philox, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { BatchNorm1d, Dropout, Linear, MultiheadAttention, Sequential } from "../index.ts";

const rng = () => new Philox(1);
const x = ones([4, 2]);

describe("a compiled function whose modules change between training and evaluation", () => {
  it("refuses the mode in which it was not noted, by the module's name", () => {
    for (const part of [new Dropout({ rng: rng() }), new BatchNorm1d(2)]) {
      const model = new Sequential(new Linear(2, 2, { rng: rng() }), part);
      const forward = compile((x: Tensor) => model.forward(x));
      forward(x);
      model.eval();
      expect(() => forward(x)).toThrow(
        `${part.constructor.name}: noted by compile in training, called in evaluation, the same is needed; compile one function for each`,
      );
      const evaluate = compile((x: Tensor) => model.forward(x));
      expect(evaluate(x).toArray()).toEqual(model.forward(x).toArray());
      model.train();
      expect(() => evaluate(x)).toThrow("in evaluation, called in training");
      expect(() => forward(x)).not.toThrow();
    }
  });

  it("refuses it for the dropout of attention weights too", () => {
    const attention = new MultiheadAttention(2, 1, { rng: rng(), dropout: 0.5 });
    const forward = compile((x: Tensor) => attention.forward(x, x, x)[0]);
    forward(x);
    attention.eval();
    expect(() => forward(x)).toThrow("noted by compile in training");
  });

  it("goes on where no module asks for the mode, or where the function sets it itself", () => {
    const linear = new Linear(2, 2, { rng: rng() });
    const forward = compile((x: Tensor) => linear.forward(x));
    forward(x);
    linear.eval();
    expect(() => forward(x)).not.toThrow();

    const dropout = new Dropout({ rng: rng() });
    const both = compile((x: Tensor) => {
      const dropped = dropout.train().forward(x);
      return [dropped, dropout.eval().forward(x)] as const;
    });
    both(x);
    expect(both(x)[1].toArray()).toEqual(x.toArray());
    dropout.train();
    expect(both(x)[1].toArray()).toEqual(x.toArray());
  });

  it("leaves parameters and running figures as they were when it refuses", () => {
    const norm = new BatchNorm1d(2);
    const forward = compile((x: Tensor) => norm.forward(x));
    forward(x);
    norm.eval();
    const before = JSON.stringify(norm.runningMean!.toArray());
    expect(() => forward(x)).toThrow("noted by compile");
    expect(JSON.stringify(norm.runningMean!.toArray())).toBe(before);
  });
});
