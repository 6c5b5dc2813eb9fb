/**
 * Layers under differences.
 *
 * Question: Is the gradient of every layer of CS231n's assignments right to a relative error of 1e-7, and what do their first classifiers read?
 * Command: npx blankfile run nn/layer-gradients
 * Expectation: Every layer in float64 below 1e-7; on digits nearest neighbours read more than the linear classifiers, a two-layer network about as much as they.
 * Minutes: 0.5
 *
 * The derivative along every number of every input and parameter, against the central difference with ε = 1e-5; the measure is that of the
 * course's notes (https://cs231n.github.io/neural-networks-3/#gradcheck), |a − n| / max(|a|, |n|), whose largest value over the numbers counts.
 * Where a derivative is small beside the others the difference has lost its digits, so that the larger of both is taken as at least a
 * thousandth of the layer's largest derivative. One variable: the layer.
 */
import { nearest } from "@blankfile/curriculum";
import { batches, digitsSplit, loadDigits } from "@blankfile/data";
import {
  type AnyModule,
  accuracy,
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  Dropout,
  LayerNorm,
  Linear,
  LSTM,
  loadCheckpoint,
  MaxPool2d,
  MultiheadAttention,
  multiMarginLoss,
  ReLU,
  RNN,
  Sequential,
  SGD,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import {
  argmax,
  compile,
  noGrad,
  oneHot,
  Philox,
  randint,
  randn,
  type Tensor,
  tensor,
} from "@blankfile/tensor";
import { experiment, showFigure, type Training } from "@blankfile/tracking/node";

/** A scalar of inputs and parameters, all of them in float64 and asking for their gradient. */
interface Layer {
  leaves: Tensor[];
  value(): Tensor;
}

type Make = (rng: Philox) => Layer;

const layers: Record<string, Make> = {
  affine: (rng) => moduleLayer(new Linear(6, 5, { rng, ...f64() }), [4, 6], rng),
  relu: (rng) => moduleLayer(new ReLU(), [4, 6], rng),
  "softmax loss": (rng) => lossLayer(crossEntropy, rng),
  "hinge loss": (rng) => lossLayer(multiMarginLoss, rng),
  "batch norm": (rng) => moduleLayer(new BatchNorm1d(6, f64()), [5, 6], rng),
  "spatial batch norm": (rng) => moduleLayer(new BatchNorm2d(3, f64()), [2, 3, 4, 4], rng),
  "layer norm": (rng) => moduleLayer(new LayerNorm(6, f64()), [4, 6], rng),
  dropout: (rng) => droppedLayer(rng),
  convolution: (rng) =>
    moduleLayer(new Conv2d(2, 3, 3, { padding: 1, stride: 2, rng, ...f64() }), [2, 2, 5, 5], rng),
  "max pooling": (rng) => moduleLayer(new MaxPool2d(2), [2, 3, 4, 4], rng),
  rnn: (rng) => moduleLayer(new RNN(4, 5, { rng, ...f64() }), [6, 2, 4], rng),
  lstm: (rng) => moduleLayer(new LSTM(4, 5, { rng, ...f64() }), [6, 2, 4], rng),
  attention: (rng) => attentionLayer(rng),
  "two-layer network": (rng) => networkLayer(rng),
};

const classifiers = ["nearest neighbours", "hinge", "softmax", "two layers"];
const { images: pixels, labels } = await loadDigits();
const images = pixels.div(16);

await experiment({
  name: "nn/layer-gradients",
  nearest,
  variants: [...Object.keys(layers), ...classifiers.map((name) => `digits: ${name}`)],
  seeds: 3,
  flags: {
    epochs: { default: 30, says: "passes over the training digits" },
    neighbours: { default: 5, says: "neighbours that vote" },
  },
  smoke: { epochs: 1 },
  metrics: {
    "gradient/error": { goal: "minimize" },
    "test/accuracy": { goal: "maximize", unit: "%" },
  },

  predict(variant) {
    if (variant in layers) return { text: "Below 1e-7.", metric: "gradient/error", range: [0, 1e-7] };
    const ranges: Record<string, [number, number]> = {
      "digits: nearest neighbours": [98, 99.5],
      "digits: hinge": [94, 97],
      "digits: softmax": [94, 97],
      "digits: two layers": [96, 98],
    };
    const range = ranges[variant]!;
    return { text: `Each seed between ${range[0]} and ${range[1]} %.`, metric: "test/accuracy", range };
  },

  train: (training) => (training.variant in layers ? checkLayer(training) : readDigits(training)),

  judge(figures) {
    return [
      ...Object.keys(layers).map((variant) => {
        const figure = figures.of(variant, "gradient/error");
        return {
          text: `${variant}: largest relative error of the gradient, below 1e-7 in every seed`,
          found: showFigure(figure),
          met: figure.values.every((value) => value < 1e-7),
        };
      }),
      ...classifiers.map((name) => ({
        text: `accuracy on digits, ${name}`,
        found: showFigure(figures.of(`digits: ${name}`, "test/accuracy"), "%"),
      })),
    ];
  },
});

interface Config {
  epochs: number;
  neighbours: number;
}

async function checkLayer({
  variant,
  seed,
  run,
  progress,
}: Training<Config>): Promise<Record<string, number>> {
  const { leaves, value } = layers[variant]!(new Philox(seed));
  value().backward();
  const pairs = leaves.flatMap((leaf) => {
    const analytic = [...leaf.grad!.data];
    return analytic.map((a, i) => [a, difference(leaf, i, value)] as const);
  });
  const size = Math.max(...pairs.map(([a]) => Math.abs(a)));
  const error = Math.max(
    ...pairs.map(([a, n]) => Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-3 * size)),
  );
  run.log({ "gradient/error": error }, { step: 1 });
  progress(1, 1, `${pairs.length} derivatives, error ${error.toExponential(1)}`);
  return { "gradient/error": error };
}

/** (L(θ + ε e_i) − L(θ − ε e_i)) / 2ε. */
function difference(leaf: Tensor, i: number, value: () => Tensor): number {
  const eps = 1e-5;
  const at = leaf.data[i]!;
  const [above, below] = [at + eps, at - eps].map((moved) => {
    leaf.data[i] = moved;
    return noGrad(() => value().item());
  }) as [number, number];
  leaf.data[i] = at;
  return (above - below) / (2 * eps);
}

function f64() {
  return { dtype: "float64" } as const;
}

function input(shape: number[], rng: Philox): Tensor {
  return randn(shape, { rng, requiresGrad: true, ...f64() });
}

/** Σ ⟨w, output⟩ with fixed w drawn from N(0, 1), so that no symmetry of the layer cancels. */
function weighed(output: Tensor, rng: Philox): Tensor {
  return output.mul(randn(output.shape, { rng: rng.fork("direction"), ...f64() })).sum();
}

function moduleLayer(module: AnyModule, shape: number[], rng: Philox): Layer {
  const x = input(shape, rng.fork("input"));
  const forward = module.forward.bind(module) as unknown as (x: Tensor) => Tensor | [Tensor, unknown];
  const value = () => {
    const output = forward(x);
    return weighed(Array.isArray(output) ? output[0] : output, rng);
  };
  return { leaves: [x, ...module.parameters()], value };
}

/** With a mask that is the same at every call. */
function droppedLayer(rng: Philox): Layer {
  const x = input([4, 6], rng.fork("input"));
  const value = () => weighed(new Dropout({ p: 0.5, rng: rng.fork("mask") }).forward(x), rng);
  return { leaves: [x], value };
}

function attentionLayer(rng: Philox): Layer {
  const attention = new MultiheadAttention(4, 2, { rng, ...f64() });
  const [query, memory] = [input([3, 2, 4], rng.fork("query")), input([5, 2, 4], rng.fork("memory"))]; // [T, B, E]
  const value = () => weighed(attention.forward(query, memory, memory)[0], rng);
  return { leaves: [query, memory, ...attention.parameters()], value };
}

function lossLayer(loss: typeof crossEntropy | typeof multiMarginLoss, rng: Philox): Layer {
  const logits = input([5, 4], rng.fork("logits"));
  const target = randint(0, 4, [5], { rng });
  return { leaves: [logits], value: () => loss(logits, target) };
}

function networkLayer(rng: Philox): Layer {
  const model = new Sequential(
    new Linear(6, 8, { rng, ...f64() }),
    new ReLU(),
    new Linear(8, 4, { rng, ...f64() }),
  );
  const x = input([5, 6], rng.fork("input"));
  const target = randint(0, 4, [5], { rng });
  return { leaves: [x, ...model.parameters()], value: () => crossEntropy(model.forward(x), target) };
}

async function readDigits(training: Training<Config>): Promise<Record<string, number>> {
  const { train, test } = digitsSplit();
  const [x, y] = [images.indexSelect(0, tensor(test)), labels.indexSelect(0, tensor(test))];
  const { variant, config, run, progress } = training;
  let found: number;
  if (variant === "digits: nearest neighbours") {
    found = 100 * nearestNeighbours(train, x, config.neighbours).eq(y).to("float64").mean().item();
  } else {
    const model = await trained(training, train);
    found = 100 * noGrad(() => accuracy(model.forward(x), y).item());
  }
  run.log({ "test/accuracy": found }, { step: config.epochs });
  progress(1, 1, `${found.toFixed(2)} %`);
  return { "test/accuracy": found };
}

/** The class that most of the k nearest training images have; the smallest of several. ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b. */
function nearestNeighbours(train: Int32Array, x: Tensor, k: number): Tensor {
  const known = images.indexSelect(0, tensor(train));
  const [a, b] = [x.mul(x).sum({ dim: 1, keepdim: true }), known.mul(known).sum({ dim: 1 })];
  const distances = a.add(b).sub(x.matmul(known.transpose(0, 1)).mul(2)); // [N, M]
  const { indices } = distances.topk(k, { largest: false });
  const votes = labels.indexSelect(0, tensor(train)).indexSelect(0, indices.flatten());
  return argmax(oneHot(votes, 10).reshape([x.shape[0]!, k, 10]).sum({ dim: 1 }), { dim: 1 });
}

/** By SGD with the settings of nn/digits-mlp. */
async function trained(
  { variant, seed, config, stopped, save, from }: Training<Config>,
  train: Int32Array,
): Promise<Sequential> {
  const rng = new Philox(seed);
  const weights = { rng: rng.fork("weights") };
  const model =
    variant === "digits: two layers"
      ? new Sequential(new Linear(64, 100, weights), new ReLU(), new Linear(100, 10, weights))
      : new Sequential(new Linear(64, 10, weights));
  const optimizer = new SGD(model.parameters(), { lr: 0.05, momentum: 0.9 });
  const learn = compile((x: Tensor, y: Tensor) => {
    const z = model.forward(x);
    // PyTorch's hinge is a mean over classes, the course's a sum.
    const loss = variant === "digits: hinge" ? multiMarginLoss(z, y).mul(10) : crossEntropy(z, y);
    stopOnNonFinite(loss);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  });
  let epoch = from ? Number(loadCheckpoint(from.bytes, { model, optimizer }).epoch) : 0;
  while (epoch < config.epochs && !stopped()) {
    epoch += 1;
    for (const batch of batches(train, 32, { rng: rng.fork(`epoch ${epoch}`) }))
      learn(images.indexSelect(0, tensor(batch)), labels.indexSelect(0, tensor(batch)));
    await save(saveCheckpoint({ model, optimizer }, { epoch: String(epoch) }), epoch);
  }
  return model;
}
