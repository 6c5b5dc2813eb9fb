/**
 * Three families of convolutional networks on the handwritten digits.
 *
 * Question: What do three generations of convolutional networks, made small, read of 360 digits, and with how many parameters and operations?
 * Command: npx blankfile run nn/digits-cnn
 * Expectation: Each reads at least 98.3 % of the test digits, mean of three seeds, where a network without convolutions reads 97.2.
 * Minutes: 2
 *
 * LeNet-5 (LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-01a.pdf): tanh, averages of 2 × 2, of which 8 × 8 pixels bear one. AlexNet (Krizhevsky et al.
 * 2012, https://papers.nips.cc/paper/4824): 3 × 3 here, ReLU, maxima, dropout before the wide layers. ResNet with 6 · 1 + 2 layers (He et al. 2015,
 * https://arxiv.org/abs/1512.03385, section 4.2): batch norm, ways around blocks. One variable: the network. All see images turned and moved a little.
 *
 * The receptive field is how many pixels in a row one place of the last map depends on. A layer with a kernel of k and stride s adds (k − 1) j, and
 * places then lie s times as far apart:
 *
 *   r ← r + (k − 1) j,   j ← s j,   from r = j = 1
 */
import { nearest } from "@blankfile/curriculum";
import { batches, digitsSplit, loadDigits, randomAffine, stratifiedSplit } from "@blankfile/data";
import {
  AdamW,
  AvgPool2d,
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  Dropout,
  Flatten,
  kaimingNormal_,
  Linear,
  loadCheckpoint,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
  saveCheckpoint,
  stopOnNonFinite,
  summary,
  Tanh,
  WarmupCosineLR,
  xavierUniform_,
} from "@blankfile/nn";
import { argmax, cat, compile, noGrad, Philox, stack, Tensor, zeros } from "@blankfile/tensor";
import { experiment, FlagError, showFigure } from "@blankfile/tracking/node";

type Network = Module<[Tensor], Tensor>;

/** Two convolutions and a way around them: where the side halves, every second place with new channels of 0. */
class Block extends Module<[Tensor], Tensor> {
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly stride: number;

  constructor(from: number, to: number, stride: number, rng: Philox) {
    super();
    this.conv1 = convolution(from, to, { stride, bias: false, rng });
    this.bn1 = new BatchNorm2d(to);
    this.conv2 = convolution(to, to, { bias: false, rng });
    this.bn2 = new BatchNorm2d(to);
    this.stride = stride;
  }

  forward(x: Tensor): Tensor {
    const h = this.bn1.forward(this.conv1.forward(x)).relu();
    return this.bn2.forward(this.conv2.forward(h)).add(this.#around(x)).relu();
  }

  #around(x: Tensor): Tensor {
    if (this.stride === 1) return x;
    const smaller = x.slice(null, null, [0, null, 2], [0, null, 2]); // [B, C, H/2, W/2]
    const [B, C, H, W] = smaller.shape as [number, number, number, number];
    return cat([smaller, zeros([B, this.conv2.weight.shape[0]! - C, H, W])], { dim: 1 });
  }
}

/** The mean over all places: [B, C, H, W] → [B, C]. */
class PlaceMean extends Module<[Tensor], Tensor> {
  forward(x: Tensor): Tensor {
    return x.mean({ dim: [2, 3] });
  }
}

/** A convolution of 3 × 3, started as He et al. have it for ReLU. */
function convolution(
  from: number,
  to: number,
  { rng, ...options }: { stride?: number; bias?: boolean; rng: Philox },
): Conv2d {
  const layer = new Conv2d(from, to, 3, { padding: 1, rng, ...options });
  kaimingNormal_(layer.weight, { nonlinearity: "relu", rng });
  return layer;
}

/** Each from [B, 1, 8, 8] to [B, 10]. */
const networks: Record<string, (rng: Philox) => Network> = {
  lenet: (rng) => {
    const network = new Sequential(
      new Conv2d(1, 6, 5, { padding: 2, rng }), // [B, 6, 8, 8]
      new Tanh(),
      new AvgPool2d(2),
      new Conv2d(6, 16, 3, { padding: 1, rng }), // [B, 16, 4, 4]
      new Tanh(),
      new Flatten(), // [B, 256]
      new Linear(256, 120, { rng }),
      new Tanh(),
      new Linear(120, 84, { rng }),
      new Tanh(),
      new Linear(84, 10, { rng }),
    );
    for (const layer of network.modules())
      if (layer instanceof Conv2d || layer instanceof Linear)
        xavierUniform_(layer.weight, { gain: 5 / 3, rng });
    return network;
  },
  alexnet: (rng) =>
    new Sequential(
      convolution(1, 24, { rng }), // [B, 24, 8, 8]
      new ReLU(),
      new MaxPool2d(2),
      convolution(24, 48, { rng }), // [B, 48, 4, 4]
      new ReLU(),
      convolution(48, 48, { rng }),
      new ReLU(),
      convolution(48, 32, { rng }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(), // [B, 128]
      new Dropout({ p: 0.5, rng: rng.fork("first dropout") }),
      new Linear(128, 128, { rng }),
      new ReLU(),
      new Dropout({ p: 0.5, rng: rng.fork("second dropout") }),
      new Linear(128, 10, { rng }),
    ),
  "resnet-8": (rng) =>
    new Sequential(
      convolution(1, 16, { bias: false, rng }), // [B, 16, 8, 8]
      new BatchNorm2d(16),
      new ReLU(),
      new Block(16, 16, 1, rng),
      new Block(16, 32, 2, rng), // [B, 32, 4, 4]
      new Block(32, 64, 2, rng), // [B, 64, 2, 2]
      new PlaceMean(),
      new Linear(64, 10, { rng }),
    ),
};

const { images: pixels, labels } = await loadDigits();
const images = pixels.div(16).reshape([-1, 1, 8, 8]);
const bar = 98.3;

await experiment({
  name: "nn/digits-cnn",
  nearest,
  variants: Object.keys(networks),
  seeds: 3,
  flags: {
    epochs: { default: 30, says: "passes over the training images" },
    batch: { default: 32, says: "images a step" },
    lr: { default: 0.003, says: "AdamW's largest step size" },
    degrees: { default: 5, says: "how far an image is turned at most" },
    shift: { default: 0.05, says: "how far it is moved at most, as a share of its side" },
    validation: {
      default: false,
      says: "hold a fifth of the training images out and measure on those: for choices",
    },
  },
  smoke: { epochs: 1, batch: 256 },
  metrics: {
    "test/accuracy": { goal: "maximize", unit: "%" },
    "train/loss": { goal: "minimize" },
    parameters: {},
    flops: {},
    field: { unit: "pixels" },
  },

  check({ epochs, batch, lr, degrees, shift }) {
    for (const [name, value] of Object.entries({ epochs, batch }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
    if (!(degrees >= 0)) throw new FlagError(`flags: --degrees ${degrees}, a number from 0 is needed`);
    if (!(shift >= 0 && shift <= 1))
      throw new FlagError(`flags: --shift ${shift}, a number from 0 to 1 is needed`);
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      lenet: [97.7, 99.3],
      alexnet: [98.3, 99.8],
      "resnet-8": [98.3, 99.8],
    };
    const range = ranges[variant]!;
    return { text: `Each seed ends between ${range[0]} and ${range[1]} %.`, metric: "test/accuracy", range };
  },

  steps: ({ epochs, batch, validation }) => epochs * Math.ceil(splitOf(validation).train.length / batch),

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const rng = new Philox(seed);
    const { train, test } = splitOf(config.validation);
    const model = networks[variant]!(rng.fork("weights"));
    const seen = { degrees: config.degrees, translate: [config.shift, config.shift] as const };
    const augment = randomAffine(seen);
    const optimizer = new AdamW(model.parameters(), { lr: config.lr });
    const totalSteps = config.epochs * Math.ceil(train.length / config.batch);
    const schedule = new WarmupCosineLR(optimizer, { warmupSteps: 0, totalSteps });
    const learn = compile((x: Tensor, target: Tensor) => {
      const loss = crossEntropy(model.forward(x), target);
      stopOnNonFinite(loss);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return loss;
    });
    const { parameters, flops } = summary(model, [rows(images, test.slice(0, 1))]);
    const field = receptiveField(model);

    let [epoch, accuracy, step] = [0, Number.NaN, from?.step ?? 0];
    if (from) {
      const remarks = loadCheckpoint(from.bytes, { model, optimizer, schedule });
      [epoch, accuracy] = [Number(remarks.epoch), Number(remarks.accuracy)];
    }
    while (epoch < config.epochs && !stopped()) {
      epoch += 1;
      const draws = rng.fork(`epoch ${epoch}`);
      for (const batch of batches(train, config.batch, { rng: draws })) {
        const shown = [...batch].map((i) => augment(images.slice(i), draws.fork(i)));
        const loss = learn(stack(shown), rows(labels, batch));
        schedule.step();
        step += 1;
        run.log({ "train/loss": loss.item() }, { step });
      }
      accuracy = evaluate(model, test);
      run.log({ "test/accuracy": accuracy }, { step });
      const remarks = { epoch: String(epoch), accuracy: String(accuracy) };
      await save(saveCheckpoint({ model, optimizer, schedule }, remarks), step);
      progress(epoch, config.epochs, `epoch ${epoch}, test ${accuracy.toFixed(2)} %`);
    }
    return { "test/accuracy": accuracy, parameters, flops, field };
  },

  judge(figures) {
    return Object.keys(networks).map((variant) => {
      const figure = figures.of(variant, "test/accuracy");
      const [parameters, flops, field] = ["parameters", "flops", "field"].map((metric) =>
        figures.mean(variant, metric).toLocaleString("en-US"),
      );
      return {
        text: `${variant} (${parameters} parameters, ${flops} operations an image, a receptive field of ${field} pixels): accuracy on 360 test digits, at least ${bar} %`,
        found: showFigure(figure, "%"),
        met: figure.mean >= bar,
      };
    });
  },
});

/** The side of the square of pixels that one place of the last map looks at, on the longest way through the network. */
function receptiveField(model: Network): number {
  let [r, j] = [1, 1];
  for (const layer of model.modules()) {
    if (!(layer instanceof Conv2d || layer instanceof MaxPool2d || layer instanceof AvgPool2d)) continue;
    const [k, s] = layer instanceof Conv2d ? [layer.kernelSize[0]!, layer.stride[0]!] : [2, 2]; // all poolings here
    r += (k - 1) * j;
    j *= s;
  }
  return r;
}

function evaluate(model: Network, indices: Int32Array): number {
  model.eval();
  const right = noGrad(() => {
    const read = argmax(model.forward(rows(images, indices)), { dim: 1 });
    return read.eq(rows(labels, indices)).sum().item();
  });
  model.train();
  return (100 * right) / indices.length;
}

function rows(x: Tensor, indices: Int32Array): Tensor {
  return x.indexSelect(0, new Tensor(indices, [indices.length], "int32"));
}

/** The split of all figures on the digits; or its training part, split once more. */
function splitOf(validation: boolean): { train: Int32Array; test: Int32Array } {
  const split = digitsSplit();
  if (!validation) return split;
  const own = Int32Array.from(split.train, (i) => labels.data[i]!);
  const inner = stratifiedSplit(own, { testSize: 0.2, rng: new Philox(1000) });
  const outer = (places: Int32Array) => places.map((place) => split.train[place]!);
  return { train: outer(inner.train), test: outer(inner.test) };
}
