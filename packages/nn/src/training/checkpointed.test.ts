import { compile, grad, Philox, randn, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  BatchNorm1d,
  checkpointed,
  checkpointSequential,
  Dropout,
  GELU,
  Linear,
  LSTM,
  Sequential,
  Tanh,
} from "../index.ts";

const input = () => randn([6, 4], { rng: new Philox(9), requiresGrad: true });

function block(): Sequential {
  const rng = new Philox(1);
  return new Sequential(
    new Linear(4, 8, { rng }),
    new BatchNorm1d(8),
    new GELU(),
    new Dropout({ p: 0.4, rng: new Philox(2) }),
    new Linear(8, 4, { rng }),
    new Tanh(),
  );
}

const numbers = (x: Tensor | null) => Array.from(x!.data);

/** Everything that one training step shows: loss, gradients, buffers, and where the generator stands. */
function traces(model: Sequential, x: Tensor, loss: Tensor): unknown {
  return {
    loss: loss.item(),
    gradients: [x, ...model.parameters()].map(({ grad }) => numbers(grad)),
    buffers: model.namedBuffers().map(([, buffer]) => numbers(buffer)),
    random: (model.at(3) as Dropout).rng.getState(),
  };
}

describe("a checkpointed module", () => {
  const ways: [string, (model: Sequential, x: Tensor) => Tensor][] = [
    ["as a whole", (model, x) => checkpointed(model, x)],
    ["in segments", (model, x) => checkpointSequential(model, 3, x)],
  ];
  it.each(ways)(
    "%s: same loss, gradients, running means and random numbers, bit for bit, two steps long",
    (_, way) => {
      const run = (forward: (model: Sequential, x: Tensor) => Tensor) => {
        const [model, x] = [block(), input()];
        return [1, 2].map(() => {
          const loss = forward(model, x).square().sum();
          loss.backward();
          return traces(model, x, loss);
        });
      };
      expect(run(way)).toEqual(run((model, x) => model.forward(x)));
    },
  );

  it.each(ways)("%s, compiled: the masks of the second run are those of the first", (_, way) => {
    const run = (forward: (model: Sequential, x: Tensor) => Tensor) => {
      const [model, x] = [block(), input()];
      const step = compile((given: Tensor) => {
        model.zeroGrad();
        const loss = forward(model, given).square().sum();
        loss.backward();
        return [loss.detach(), given.grad!.clone(), ...model.parameters().map((p) => p.grad!.clone())];
      });
      return [1, 2, 3].flatMap(() => {
        x.grad = null;
        return step(x).map(numbers);
      });
    };
    const [plain, again] = [run((model, x) => model.forward(x)), run(way)];
    // Loops are fused differently, so sums run in another order: 1e-5 of float32 numbers near 1.
    again.forEach((values, i) => {
      values.forEach((value, j) => {
        expect(Math.abs(value - plain[i]![j]!)).toBeLessThan(1e-5);
      });
    });
  });

  it("keeps fewer bytes on the tape: input and parameters, and nothing in between", () => {
    const x = randn([200, 4], { rng: new Philox(3), requiresGrad: true });
    const [plain, kept] = [savedBytes(block().forward(x)), savedBytes(checkpointed(block(), x))];
    expect(kept).toBeLessThan(plain / 3);
  });

  it("of 16 layers in 8 segments, a compiled step needs less than half of the memory, for the same loss", () => {
    const run = (segments: number) => {
      const rng = new Philox(1);
      const layers = Array.from({ length: 16 }, () => [new Linear(16, 16, { rng }), new GELU()]).flat();
      const model = new Sequential(...layers);
      const step = compile((x: Tensor) => {
        model.zeroGrad();
        const loss = checkpointSequential(model, segments, x).square().mean();
        loss.backward();
        return loss.detach();
      });
      const loss = step(randn([512, 16], { rng })).item();
      return { loss, bytes: step.explain().arenaBytes };
    };
    const [plain, kept] = [run(1), run(8)];
    expect(kept.loss).toBe(plain.loss);
    expect(kept.bytes).toBeLessThan(plain.bytes / 2);
  });

  it("has second derivatives", () => {
    const rng = new Philox(4);
    const model = new Sequential(new Linear(2, 3, { rng, dtype: "float64" }), new Tanh());
    const x = randn([2, 2], { rng, dtype: "float64", requiresGrad: true });
    const twice = (y: Tensor) => {
      const [g] = grad(y.square().sum(), [x], { createGraph: true });
      return numbers(grad(g!.square().sum(), [model.parameters()[0]!])[0]!);
    };
    const [plain, kept] = [twice(model.forward(x)), twice(checkpointed(model, x))];
    kept.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i]!, 12);
    });
  });

  it("gives parameters their gradients also where the input asks for none, and frozen ones none", () => {
    const model = block();
    (model.at(0) as Linear).requiresGrad_(false);
    checkpointed(model, input().detach()).sum().backward();
    expect((model.at(0) as Linear).weight.grad).toBeNull();
    expect((model.at(4) as Linear).weight.grad).not.toBeNull();
  });

  it("refuses modules of several results, and segments that are none", () => {
    const lstm = new LSTM(4, 3, { rng: new Philox(1) });
    expect(() => checkpointed(lstm as never, input().reshape([6, 1, 4]) as never)).toThrow(
      /LSTM returned an array, a module that returns one tensor/,
    );
    expect(() => checkpointSequential(block(), 7, input())).toThrow(/7 segments of 6 modules/);
  });
});

/** Bytes of all tensors that the tape of y holds on to. */
function savedBytes(y: Tensor): number {
  const seen = new Map<unknown, number>();
  const visited = new Set<Tensor>();
  const stack = [y];
  while (stack.length > 0) {
    const tensor = stack.pop()!;
    if (visited.has(tensor)) continue;
    visited.add(tensor);
    seen.set(tensor.storage, tensor.data.byteLength);
    for (const [input, , ...reads] of tensor.gradFn?.edges ?? []) stack.push(input, ...reads);
  }
  return [...seen.values()].reduce((a, b) => a + b, 0);
}
