/**
 * A small convolutional network on MNIST.
 *
 * Question: Does a small convolutional network, written here from the tape up, read 99 % of MNIST's test digits within three minutes, and what does batch norm give?
 * Command: npx blankfile run nn/mnist-convnet
 * Expectation: At least 99.0 %, mean of three seeds, with batch norm and without; a few tenths more with it.
 * Minutes: 12
 * Data: mnist
 *
 * Two convolutions of 3 × 3 with 16 and 32 channels, each halved by max pooling, and one linear layer: 20,490 parameters and, with batch
 * norm, 96 more. Adam, the learning rate falling as a half cosine to 0. One variable: batch norm behind each convolution. 99 % on MNIST is
 * what LeNet-5 had (LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-01a.pdf, figure 9).
 */
import { nearest } from "@blankfile/curriculum";
import { batches, channelStatistics } from "@blankfile/data";
import { loadMnist } from "@blankfile/data/node";
import {
  Adam,
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  Linear,
  loadCheckpoint,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import { argmax, compile, noGrad, Philox, type Tensor } from "@blankfile/tensor";
import { experiment, FlagError, showFigure } from "@blankfile/tracking/node";

const { train, test } = await loadMnist();
const scale = channelStatistics(train);

class Convnet extends Module<[Tensor], Tensor> {
  readonly features: Sequential;
  readonly head: Linear;

  constructor(batchNorm: boolean, rng: Philox) {
    super();
    const layer = (from: number, to: number): Module[] => [
      new Conv2d(from, to, 3, { padding: 1, bias: !batchNorm, rng }),
      ...(batchNorm ? [new BatchNorm2d(to)] : []),
      new ReLU(),
      new MaxPool2d(2),
    ];
    this.features = new Sequential(...layer(1, 16), ...layer(16, 32));
    this.head = new Linear(32 * 7 * 7, 10, { rng });
  }

  forward(x: Tensor): Tensor {
    return this.head.forward(this.features.forward(x).flatten(1)); // [B, 1, 28, 28] → [B, 32, 7, 7] → [B, 10]
  }
}

await experiment({
  name: "nn/mnist-convnet",
  nearest,
  variants: ["plain", "batch-norm"],
  seeds: 3,
  flags: {
    epochs: { default: 6, says: "passes over the training images" },
    batch: { default: 64, says: "images a step" },
    lr: { default: 0.002, says: "Adam's step size at the start" },
    images: { default: 60_000, says: "training images, from the first" },
  },
  smoke: { epochs: 1, images: 2000 },
  metrics: {
    "test/accuracy": { goal: "maximize", unit: "%" },
    "test/loss": { goal: "minimize" },
    "train/loss": { goal: "minimize" },
    "train/processor": { goal: "minimize", unit: "s" },
  },

  check({ epochs, batch, images, lr }) {
    for (const [name, value] of Object.entries({ epochs, batch, images }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (images > train.length)
      throw new FlagError(`flags: --images ${images}, at most ${train.length} is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict(variant) {
    const range: [number, number] = variant === "plain" ? [98.8, 99.2] : [98.9, 99.4];
    return { text: `Each seed ends between ${range[0]} and ${range[1]} %.`, metric: "test/accuracy", range };
  },

  steps: ({ epochs, batch, images }) => epochs * Math.floor(images / batch),

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const rng = new Philox(seed);
    const model = new Convnet(variant === "batch-norm", rng.fork("weights"));
    const optimizer = new Adam(model.parameters(), { lr: config.lr });
    const learn = compile((x: Tensor, target: Tensor) => {
      const loss = crossEntropy(model.forward(x), target);
      stopOnNonFinite(loss, {
        model,
        data: { x, target },
        again: ({ x, target }) => crossEntropy(model.forward(x), target),
      });
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return loss;
    });
    const evaluate = evaluation(model);

    const indices = Int32Array.from({ length: config.images }, (_, i) => i);
    const total = config.epochs * Math.floor(config.images / config.batch);
    let [epoch, accuracy, step, before] = [0, Number.NaN, from?.step ?? 0, 0];
    if (from) {
      const remarks = loadCheckpoint(from.bytes, { model, optimizer });
      [epoch, accuracy] = [Number(remarks.epoch), Number(remarks.accuracy)];
      before = Number(remarks.seconds);
    }
    const began = process.cpuUsage();
    const seconds = () => {
      const { user, system } = process.cpuUsage(began);
      return before + (user + system) / 1e6;
    };
    while (epoch < config.epochs && !stopped()) {
      epoch += 1;
      for (const batch of batches(indices, config.batch, {
        rng: rng.fork(`epoch ${epoch}`),
        dropLast: true,
      })) {
        optimizer.lr = (config.lr / 2) * (1 + Math.cos((Math.PI * step) / total));
        const loss = learn(train.toFloat(batch, scale), train.targets(batch));
        step += 1;
        run.log({ "train/loss": loss.item() }, { step });
      }
      const tested = evaluate();
      accuracy = tested.accuracy;
      const metrics = { "test/accuracy": accuracy, "test/loss": tested.loss, "train/processor": seconds() };
      run.log(metrics, { step });
      const remarks = { epoch: String(epoch), accuracy: String(accuracy), seconds: String(seconds()) };
      await save(saveCheckpoint({ model, optimizer }, remarks), step);
      progress(epoch, config.epochs, `epoch ${epoch}, test ${accuracy.toFixed(2)} %`);
    }
    return { "test/accuracy": accuracy, "train/processor": seconds() };
  },

  judge(figures) {
    return ["plain", "batch-norm"].flatMap((variant) => {
      const figure = figures.of(variant, "test/accuracy");
      const seconds = figures.of(variant, "train/processor");
      return [
        {
          text: `accuracy on MNIST's 10,000 test digits, ${variant}, at least 99.0 %`,
          found: showFigure(figure, "%"),
          met: figure.mean >= 99,
        },
        {
          text: `processor seconds a seed, ${variant}, with compiling and evaluation, below 180 in every seed`,
          found: showFigure(seconds, "s"),
          met: seconds.values.every((value) => value < 180),
        },
      ];
    });
  },
});

/** Accuracy in percent and loss over all test images, in batches. */
function evaluation(model: Convnet): () => { accuracy: number; loss: number } {
  const size = 500;
  const measure = compile((x: Tensor, target: Tensor) =>
    noGrad(() => {
      const logits = model.forward(x);
      const right = argmax(logits, { dim: 1 }).eq(target).sum();
      return [right, crossEntropy(logits, target, { reduction: "sum" })] as const;
    }),
  );
  return () => {
    model.eval();
    let [right, loss] = [0, 0];
    for (let start = 0; start < test.length; start += size) {
      const batch = Int32Array.from({ length: size }, (_, i) => start + i);
      const [hits, losses] = measure(test.toFloat(batch, scale), test.targets(batch));
      right += hits.item();
      loss += losses.item();
    }
    model.train();
    return { accuracy: (100 * right) / test.length, loss: loss / test.length };
  };
}
