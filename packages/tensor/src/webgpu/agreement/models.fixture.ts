import type { Tensor } from "../../index.ts";
import * as l from "../../index.ts";
import { compileWebGpu } from "../index.ts";
import { type Check, difference, firstOf } from "./compare.fixture.ts";

type Parameters = Record<string, Tensor>;
type Loss = (p: Parameters, x: Tensor, y: Tensor) => Tensor;

/** Kingma, Ba 2015, algorithm 1, with the step count in a tensor. */
class Adam {
  readonly #parameters: readonly Tensor[];
  readonly #t = l.zeros([]);
  readonly #m: readonly Tensor[];
  readonly #v: readonly Tensor[];

  constructor(parameters: readonly Tensor[]) {
    this.#parameters = parameters;
    this.#m = parameters.map((x) => l.zerosLike(x));
    this.#v = parameters.map((x) => l.zerosLike(x));
  }

  step(): void {
    l.noGrad(() => {
      const t = this.#t.add_(1).to("float64");
      this.#parameters.forEach((theta, i) => {
        const g = theta.grad!;
        const m = this.#m[i]!.mul_(0.9).add_(g, { alpha: 0.1 });
        const v = this.#v[i]!.mul_(0.999).add_(g.mul(g), { alpha: 0.001 });
        const mHat = m.div(l.sub(1, l.pow(0.9, t)));
        const vHat = v.div(l.sub(1, l.pow(0.999, t)));
        theta.sub_(mHat.div(vHat.sqrt().add(1e-8)).mul(0.01));
      });
    });
  }
}

function trainingStep(parameters: Parameters, loss: Loss): (x: Tensor, y: Tensor) => Tensor {
  const all = Object.values(parameters);
  const adam = new Adam(all);
  return (x, y) => {
    for (const theta of all) theta.grad = null;
    const value = loss(parameters, x, y);
    value.backward();
    adam.step();
    return value.detach();
  };
}

/** Five steps on batches of their own: losses, and parameters at the end. */
async function train(
  device: GPUDevice,
  shapes: Readonly<Record<string, number[]>>,
  loss: Loss,
  batch: (rng: l.Philox) => [Tensor, Tensor],
): Promise<string | null> {
  const make = (): Parameters => {
    const rng = new l.Philox(1);
    const made = Object.entries(shapes).map(([name, shape]) => {
      const start = l.randn(shape, { rng }).mul(0.3);
      start.requiresGrad = true;
      return [name, start] as const;
    });
    return Object.fromEntries(made);
  };
  const [here, there] = [make(), make()];
  const [eager, gpu] = [trainingStep(here, loss), compileWebGpu(trainingStep(there, loss), { device })];
  const rng = new l.Philox(2);
  for (let i = 0; i < 5; i++) {
    const [x, y] = batch(rng);
    const wanted = eager(x, y);
    const problem = difference(await gpu(x, y), wanted);
    if (problem) return `loss ${i}: ${problem}`;
  }
  await gpu.sync();
  const problems = Object.entries(here).map(([name, x]) => {
    const problem = difference(there[name]!, x) ?? difference(there[name]!.grad!, x.grad!);
    return problem && `${name}: ${problem}`;
  });
  return firstOf(problems);
}

function crossEntropy(logits: Tensor, y: Tensor): Tensor {
  return l
    .gather(l.logSoftmax(logits, { dim: 1 }), 1, y.unsqueeze(1))
    .neg()
    .mean();
}

const mlp: Check = (device) =>
  train(
    device,
    { w1: [20, 30], b1: [30], w2: [30, 10], b2: [10] },
    (p, x, y) => crossEntropy(l.relu(x.matmul(p.w1!).add(p.b1!)).matmul(p.w2!).add(p.b2!), y),
    (rng) => [l.randn([16, 20], { rng }), l.randint(0, 10, [16], { rng })],
  );

const [V, T, C, H, B] = [11, 10, 16, 2, 3] as const;

function layerNorm(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const centred = x.sub(x.mean({ dim: -1, keepdim: true }));
  const variance = centred.mul(centred).mean({ dim: -1, keepdim: true });
  return centred.div(variance.add(1e-5).sqrt()).mul(weight).add(bias);
}

/** ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) */
function gelu(x: Tensor): Tensor {
  const inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return x.mul(0.5).mul(inner.tanh().add(1));
}

function attention(p: Parameters, x: Tensor): Tensor {
  // Without bias: that of the keys changes nothing, and Adam makes steps of the roundings that are its gradient.
  const heads = x
    .matmul(p.qkv!)
    .reshape([B, T, 3, H, C / H])
    .permute([2, 0, 3, 1, 4]);
  const [q, k, v] = [0, 1, 2].map((i) => heads.slice(i)) as [Tensor, Tensor, Tensor];
  const scores = q.matmul(k.transpose(-2, -1)).mul(1 / Math.sqrt(C / H));
  const mask = l.tril(l.ones([T, T], { dtype: "bool" }));
  const weights = l.softmax(l.where(mask, scores, -Infinity), { dim: -1 });
  return weights.matmul(v).transpose(1, 2).reshape([B, T, C]).matmul(p.out!);
}

const gpt: Check = (device) =>
  train(
    device,
    {
      ...{ tokens: [V, C], positions: [T, C], n1w: [C], n1b: [C], qkv: [C, 3 * C], out: [C, C] },
      ...{
        n2w: [C],
        n2b: [C],
        up: [C, 4 * C],
        upBias: [4 * C],
        down: [4 * C, C],
        downBias: [C],
        head: [C, V],
      },
    },
    (p, x, y) => {
      let h = l.embedding(x, p.tokens!).add(p.positions!); // [B, T, C]
      h = h.add(attention(p, layerNorm(h, p.n1w!, p.n1b!)));
      const up = gelu(layerNorm(h, p.n2w!, p.n2b!).matmul(p.up!).add(p.upBias!)); // [B, T, 4C]
      h = h.add(up.matmul(p.down!).add(p.downBias!));
      return crossEntropy(h.matmul(p.head!).reshape([B * T, V]), y);
    },
    (rng) => [l.randint(0, V, [B, T], { rng }), l.randint(0, V, [B * T], { rng })],
  );

export const modelChecks: Readonly<Record<string, Check>> = {
  "five steps of Adam on a multilayer perceptron": mlp,
  "five steps of Adam on a transformer": gpt,
};
