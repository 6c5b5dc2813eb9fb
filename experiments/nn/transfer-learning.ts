/**
 * What a network that reads 0 to 4 has learnt for reading 5 to 9.
 *
 * Question: With few labels of 5 to 9, how much better does a network read them that was trained on 0 to 4 before, and which way of training on is best?
 * Command: npx blankfile run nn/transfer-learning
 * Expectation: The catalogue asks for ten points more than from scratch at 50 labels; looks at other seeds gave 1 on the small digits and 4 on MNIST.
 * Minutes: 3
 * Data: mnist
 *
 * Four ways: "scratch" starts anew; "frozen" keeps the pretrained layers and trains the last one; "full" trains all from where pretraining ended; "lora"
 * keeps the pretrained kernels W and learns a change of low rank to them (Hu et al. 2021, https://arxiv.org/abs/2106.09685, equation 3), with the last layer:
 *
 *   W' = W + (α / r) B A,   A [r, C_in · 9], B [C_out, r] = 0 at first
 *
 * One variable: the way; all take the same steps of Adam over the same labels. On the 8 × 8 digits and on 10,000 images of MNIST.
 */
import { nearest } from "@blankfile/curriculum";
import { batches, channelStatistics, digitsSplit, loadDigits } from "@blankfile/data";
import { loadMnist } from "@blankfile/data/node";
import {
  Adam,
  Conv2d,
  crossEntropy,
  Flatten,
  kaimingUniform_,
  Linear,
  loadCheckpoint,
  MaxPool2d,
  Module,
  Parameter,
  ReLU,
  Sequential,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import { argmax, cat, compile, conv2d, noGrad, Philox, Tensor, zeros } from "@blankfile/tensor";
import { type Claim, experiment, type Figures, FlagError, showFigure } from "@blankfile/tracking/node";

const labelCounts = [10, 25, 50, 100, 250];
const ways = ["scratch", "frozen", "full", "lora"];

/** Accuracy with 50 labels. */
const predicted: Record<string, [number, number]> = {
  "digits scratch": [87, 98],
  "digits frozen": [80, 93],
  "digits full": [88, 98],
  "digits lora": [83, 95],
  "mnist scratch": [72, 86],
  "mnist frozen": [74, 88],
  "mnist full": [74, 89],
  "mnist lora": [74, 89],
};

/** A convolution whose kernels stay, and a change of rank r to them: A and B alone are trained. */
class LowRank extends Module<[Tensor], Tensor> {
  readonly base: Conv2d;
  readonly a: Parameter;
  readonly b: Parameter;
  readonly scale: number;

  constructor(base: Conv2d, { rank, alpha, rng }: { rank: number; alpha: number; rng: Philox }) {
    super();
    const [outChannels, ...window] = base.weight.shape as [number, ...number[]];
    this.base = base.requiresGrad_(false);
    this.a = new Parameter(zeros([rank, window.reduce((n, size) => n * size)]));
    this.b = new Parameter(zeros([outChannels, rank]));
    this.scale = alpha / rank;
    kaimingUniform_(this.a, { a: Math.sqrt(5), rng }); // as layers' own weights start
  }

  forward(x: Tensor): Tensor {
    const { weight, bias } = this.base;
    const change = this.b.matmul(this.a).mul(this.scale).reshape(weight.shape); // [C_out, C_in, 3, 3]
    return conv2d(x, weight.add(change), { bias: bias!, padding: 1 });
  }
}

interface Images {
  x: Tensor;
  y: Tensor;
  train: Int32Array;
  test: Int32Array;
}

const sets: Record<string, () => Promise<Images>> = { digits: digitImages, mnist: mnistImages };
const loaded = new Map<string, Promise<Images>>();
const imagesOf = (set: string) => loaded.get(set) ?? loaded.set(set, sets[set]!()).get(set)!;
const pretrained = new Map<string, Sequential>();

await experiment({
  name: "nn/transfer-learning",
  nearest,
  variants: Object.keys(sets).flatMap((set) => ways.map((way) => `${set} ${way}`)),
  seeds: 3,
  flags: {
    channels: { default: 8, says: "channels of the first convolution; the second has twice as many" },
    pretraining: { default: 400, says: "steps on 0 to 4, of 64 images" },
    steps: { default: 200, says: "steps on 5 to 9, of at most 50 images" },
    lr: { default: 0.01, says: "Adam's step size" },
    rank: { default: 4, says: "rank r of LoRA's change; α is twice as large" },
  },
  smoke: { pretraining: 3, steps: 2, channels: 2 },
  metrics: {
    "test/accuracy": { goal: "maximize", unit: "%" },
    "test/accuracy at 50": { goal: "maximize", unit: "%" },
  },

  check({ lr, ...whole }) {
    for (const [name, value] of Object.entries(whole))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict(variant) {
    const range = predicted[variant]!;
    return { text: `With 50 labels ${range[0]} to ${range[1]} %.`, metric: "test/accuracy at 50", range };
  },

  steps: () => labelCounts.at(-1)!,

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const [set, way] = variant.split(" ") as [string, string];
    const images = await imagesOf(set);
    const rng = new Philox(seed).fork(set);
    const before = way === "scratch" ? null : pretrain(`${set} ${seed}`, images, config, rng.fork("before"));
    const make = () => adapted(way, before, { ...config, side: images.x.shape[3]!, rng: rng.fork("after") });

    let found: Record<string, number> = {};
    if (from) {
      const model = make();
      const remarks = loadCheckpoint(from.bytes, { model, optimizer: optimizerOf(model, config.lr) });
      found = JSON.parse(remarks.found!);
    }
    for (const count of labelCounts) {
      if (count <= (from?.step ?? 0)) continue;
      if (stopped()) break;
      const model = make();
      const optimizer = optimizerOf(model, config.lr);
      fit(model, optimizer, images, {
        indices: labelled(images, count, rng.fork("labels")),
        steps: config.steps,
        rng: rng.fork(count),
      });
      const accuracy = evaluate(model, images);
      found[`test/accuracy at ${count}`] = accuracy;
      run.log({ "test/accuracy": accuracy }, { step: count });
      await save(saveCheckpoint({ model, optimizer }, { found: JSON.stringify(found) }), count);
      progress(
        labelCounts.indexOf(count) + 1,
        labelCounts.length,
        `${count} labels, test ${accuracy.toFixed(1)} %`,
      );
    }
    return found;
  },

  judge: (figures) => [...Object.keys(sets).flatMap((set) => gain(figures, set)), ...curves(figures)],
});

/** Full fine-tuning against scratch at 50 labels, on the same labels seed by seed. */
function gain(figures: Figures, set: string): Claim {
  const [scratch, full] = ["scratch", "full"].map((way) =>
    figures.of(`${set} ${way}`, "test/accuracy at 50"),
  );
  const points = full!.values.map((value, seed) => value - scratch!.values[seed]!);
  const mean = points.reduce((a, b) => a + b) / points.length;
  const found = `${mean.toFixed(1)} points (seeds ${points.map((value) => value.toFixed(1)).join(", ")})`;
  const text = `${set}: full fine-tuning less scratch at 50 labels`;
  return set === "digits"
    ? {
        text: `${text}, at least 10 points (the catalogue's figure, which was not piloted)`,
        found,
        met: mean >= 10,
      }
    : { text, found };
}

function curves(figures: Figures): Claim[] {
  return [...new Set(figures.all.map(({ variant }) => variant))].map((variant) => ({
    text: `${variant}: accuracy on 5 to 9 with ${labelCounts.join(", ")} labels`,
    found: labelCounts.map((n) => showFigure(figures.of(variant, `test/accuracy at ${n}`), "%")).join("; "),
  }));
}

/** Two convolutions of 3 × 3 with pooling, then one linear layer to five classes. */
function network(side: number, channels: number, rng: Philox): Sequential {
  const left = Math.floor(Math.floor(side / 2) / 2);
  return new Sequential(
    new Conv2d(1, channels, 3, { padding: 1, rng }), // [N, C, side, side]
    new ReLU(),
    new MaxPool2d(2),
    new Conv2d(channels, 2 * channels, 3, { padding: 1, rng }),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(), // [N, 2 C · left²]
    new Linear(2 * channels * left ** 2, 5, { rng }),
  );
}

interface Sizes {
  channels: number;
  pretraining: number;
}

/** Trained on all training images of 0 to 4; once for each seed, whatever follows. */
function pretrain(name: string, images: Images, { channels, pretraining }: Sizes, rng: Philox): Sequential {
  const known = pretrained.get(name);
  if (known) return known;
  const model = network(images.x.shape[3]!, channels, rng.fork("weights"));
  const indices = images.train.filter((i) => images.y.data[i]! < 5);
  fit(model, optimizerOf(model, 1e-3), images, {
    indices,
    steps: pretraining,
    batch: 64,
    rng: rng.fork("order"),
  });
  pretrained.set(name, model);
  return model;
}

interface Adapting {
  side: number;
  channels: number;
  rank: number;
  rng: Philox;
}

/** The network that is trained on 5 to 9; its last layer is new in every way. */
function adapted(
  way: string,
  before: Sequential | null,
  { side, channels, rank, rng }: Adapting,
): Sequential {
  const model = network(side, channels, rng.fork("weights"));
  if (!before) return model;
  const layers = model.children().map(([, part]) => part as Module);
  for (const [i, layer] of layers.slice(0, -1).entries()) {
    layer.loadStateDict(before.at(i).stateDict());
    if (way !== "full") layer.requiresGrad_(false);
  }
  if (way !== "lora") return model;
  const changed = (layer: Module, i: number) =>
    layer instanceof Conv2d ? new LowRank(layer, { rank, alpha: 2 * rank, rng: rng.fork(i) }) : layer;
  return new Sequential(...layers.map(changed));
}

function optimizerOf(model: Sequential, lr: number): Adam {
  return new Adam(
    model.parameters().filter(({ requiresGrad }) => requiresGrad),
    { lr },
  );
}

interface Fit {
  indices: Int32Array;
  steps: number;
  batch?: number;
  rng: Philox;
}

/** Steps over the images again and again; classes 0 to 4, or 5 to 9 as 0 to 4. */
function fit(
  model: Sequential,
  optimizer: Adam,
  images: Images,
  { indices, steps, batch = 50, rng }: Fit,
): void {
  const learn = compile((x: Tensor, y: Tensor) => {
    const loss = crossEntropy(model.forward(x), y);
    stopOnNonFinite(loss);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss;
  });
  const size = Math.min(batch, indices.length);
  for (let epoch = 0, step = 0; step < steps; epoch++) {
    for (const part of batches(indices, size, { rng: rng.fork(epoch), dropLast: true })) {
      if (step++ < steps) learn(rows(images.x, part), classesOf(images, part));
    }
  }
}

/** Equally many of each of 5 to 9, drawn from the training images. */
function labelled({ y, train }: Images, count: number, rng: Philox): Int32Array {
  const order = rng.shuffle(train.slice());
  return Int32Array.from(
    [5, 6, 7, 8, 9].flatMap((digit) => [...order].filter((i) => y.data[i] === digit).slice(0, count / 5)),
  );
}

/** Percent of the test images of 5 to 9. */
function evaluate(model: Sequential, images: Images): number {
  const indices = images.test.filter((i) => images.y.data[i]! >= 5);
  const logits = noGrad(() => model.forward(rows(images.x, indices)));
  const right = argmax(logits, { dim: 1 }).eq(classesOf(images, indices)).sum().item();
  return (100 * right) / indices.length;
}

function classesOf({ y }: Images, indices: Int32Array): Tensor {
  const classes = indices.map((i) => y.data[i]! % 5);
  return new Tensor(classes, [classes.length], "int32");
}

function rows(x: Tensor, indices: Int32Array): Tensor {
  return x.indexSelect(0, new Tensor(indices, [indices.length], "int32"));
}

async function digitImages(): Promise<Images> {
  const { images, labels } = await loadDigits();
  return { x: images.div(16).reshape([-1, 1, 8, 8]), y: labels, ...digitsSplit() };
}

/** The first 10,000 training images, and the first 2,000 of the test. */
async function mnistImages(): Promise<Images> {
  const { train, test } = await loadMnist();
  const scale = channelStatistics(train);
  const upTo = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
  const [first, all] = [upTo(10_000), upTo(2000)];
  return {
    x: cat([train.toFloat(first, scale), test.toFloat(all, scale)]),
    y: cat([train.targets(first), test.targets(all)]),
    train: first,
    test: all.map((i) => first.length + i),
  };
}
