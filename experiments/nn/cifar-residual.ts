/**
 * Plain and residual networks on images of CIFAR-10, at two depths.
 *
 * Question: Does a deeper network read more images, with skip connections and without?
 * Command: npx blankfile run nn/cifar-residual
 * Expectation: At depth 56 the residual network is at least ten points ahead of the plain one; plain networks lose by depth, residual ones do not.
 * Minutes: 25
 * Data: cifar10-subset
 *
 * The networks of He et al. 2015, section 4.2 (https://arxiv.org/abs/1512.03385): a convolution, three stages of n blocks of two convolutions of
 * 3 × 3 with batch norm, channels doubled and sides halved between stages, mean over places, a linear layer: 6 n + 2 layers. Skips without
 * parameters: where a stage begins, every second place is taken and the new channels are 0. One variable: whether a block's input is added
 * to its output.
 *
 * What is smaller here than there, so that twelve runs fit into half an hour on two cores: 10,000 images (a set of its own, rebuilt from JPEG),
 * half of the width, the first convolution takes every second place, six passes. The paper's figures on all of CIFAR-10 (ResNet-20: 91.25 %)
 * need its recipe: --variants residual-20 --set full --width 16 --stride 1 --epochs 160 --batch 128 --lr 0.1 --augment. See LOG.md for how long that takes.
 */
import { nearest } from "@blankfile/curriculum";
import { batches, channelStatistics, compose, randomCrop, randomHorizontalFlip } from "@blankfile/data";
import { loadCifar10, loadCifar10Subset } from "@blankfile/data/node";
import {
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  kaimingNormal_,
  Linear,
  loadCheckpoint,
  Module,
  ModuleList,
  SGD,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import { argmax, cat, compile, noGrad, Philox, stack, type Tensor, zeros } from "@blankfile/tensor";
import { experiment, FlagError, showFigure } from "@blankfile/tracking/node";

/** Two convolutions, and the way around them where there is one. */
class Block extends Module<[Tensor], Tensor> {
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly stride: number;
  readonly skip: boolean;

  constructor(from: number, to: number, stride: number, skip: boolean, rng: Philox) {
    super();
    this.conv1 = convolution(from, to, stride, rng);
    this.bn1 = new BatchNorm2d(to);
    this.conv2 = convolution(to, to, 1, rng);
    this.bn2 = new BatchNorm2d(to);
    this.stride = stride;
    this.skip = skip;
  }

  forward(x: Tensor): Tensor {
    const h = this.bn1.forward(this.conv1.forward(x)).relu();
    const y = this.bn2.forward(this.conv2.forward(h));
    return (this.skip ? y.add(this.#around(x, y)) : y).relu();
  }

  /** x, or where sizes change every second place of it with channels of 0 behind. */
  #around(x: Tensor, y: Tensor): Tensor {
    if (this.stride === 1) return x;
    const smaller = x.slice(null, null, [0, null, 2], [0, null, 2]); // [B, C, H/2, W/2]
    const [B, C, H, W] = smaller.shape as [number, number, number, number];
    return cat([smaller, zeros([B, y.shape[1]! - C, H, W])], { dim: 1 });
  }
}

class Network extends Module<[Tensor], Tensor> {
  readonly stem: Conv2d;
  readonly norm: BatchNorm2d;
  readonly blocks: ModuleList<Block>;
  readonly head: Linear;

  constructor(
    depth: number,
    skip: boolean,
    { width, stride }: { width: number; stride: number },
    rng: Philox,
  ) {
    super();
    const perStage = (depth - 2) / 6;
    this.stem = convolution(3, width, stride, rng);
    this.norm = new BatchNorm2d(width);
    this.blocks = new ModuleList();
    let channels = width;
    for (let stage = 0; stage < 3; stage++) {
      for (let i = 0; i < perStage; i++) {
        const halves = stage > 0 && i === 0;
        const next = halves ? 2 * channels : channels;
        this.blocks.push(new Block(channels, next, halves ? 2 : 1, skip, rng));
        channels = next;
      }
    }
    this.head = new Linear(channels, 10, { rng });
  }

  forward(x: Tensor): Tensor {
    let h = this.norm.forward(this.stem.forward(x)).relu(); // [B, width, S, S]
    for (const block of this.blocks) h = block.forward(h);
    return this.head.forward(h.mean({ dim: [2, 3] })); // [B, 4 · width, S/4, S/4] → [B, 10]
  }
}

function convolution(from: number, to: number, stride: number, rng: Philox): Conv2d {
  const layer = new Conv2d(from, to, 3, { stride, padding: 1, bias: false, rng });
  kaimingNormal_(layer.weight, { mode: "fan_out", nonlinearity: "relu", rng });
  return layer;
}

await experiment({
  name: "nn/cifar-residual",
  nearest,
  variants: ["plain-20", "residual-20", "plain-56", "residual-56"],
  seeds: 3,
  flags: {
    set: { default: "subset", says: "subset: 10,000 images; full: CIFAR-10 itself" },
    width: { default: 8, says: "channels of the first stage" },
    stride: { default: 2, says: "of the first convolution" },
    epochs: { default: 6, says: "passes over the training images" },
    batch: { default: 64, says: "images a step" },
    lr: { default: 0.1, says: "the largest step size, after one warm pass" },
    augment: { default: false, says: "crops of images padded by 4, and mirror images" },
    images: { default: 0, says: "only so many training images, from the first; 0 takes all" },
  },
  smoke: { epochs: 1, images: 128 },
  metrics: {
    "test/accuracy": { goal: "maximize", unit: "%" },
    "train/accuracy": { goal: "maximize", unit: "%" },
    "train/loss": { goal: "minimize" },
  },

  check({ set, width, stride, epochs, batch, lr }) {
    if (set !== "subset" && set !== "full")
      throw new FlagError(`flags: --set ${set}, subset or full is needed`);
    for (const [name, value] of Object.entries({ width, stride, epochs, batch }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      "plain-20": [45, 60],
      "residual-20": [48, 63],
      "plain-56": [20, 42],
      "residual-56": [45, 63],
    };
    const range = ranges[variant]!;
    return { text: `Each seed ends between ${range[0]} and ${range[1]} %.`, metric: "test/accuracy", range };
  },

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const { train, test } = await (config.set === "full" ? loadCifar10() : loadCifar10Subset());
    const scale = channelStatistics(train);
    const augment = compose(randomHorizontalFlip(), randomCrop(32, { padding: 4 }));
    const rng = new Philox(seed);
    const [kind, depth] = variant.split("-") as [string, string];
    const model = new Network(Number(depth), kind === "residual", config, rng.fork("weights"));
    const optimizer = new SGD(model.parameters(), { lr: config.lr, momentum: 0.9, weightDecay: 1e-4 });
    const learn = compile((x: Tensor, target: Tensor) => {
      const logits = model.forward(x);
      const loss = crossEntropy(logits, target);
      stopOnNonFinite(loss, {
        model,
        data: { x, target },
        again: ({ x, target }) => crossEntropy(model.forward(x), target),
      });
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return [loss, argmax(logits, { dim: 1 }).eq(target).sum()] as const;
    });
    const read = compile((x: Tensor, target: Tensor) =>
      noGrad(() => argmax(model.forward(x), { dim: 1 }).eq(target).sum()),
    );
    const evaluate = (): number => {
      model.eval();
      let right = 0;
      for (const batch of batches(
        Int32Array.from({ length: test.length }, (_, i) => i),
        250,
      ))
        right += read(test.toFloat(batch, scale), test.targets(batch)).item();
      model.train();
      return (100 * right) / test.length;
    };

    const count = config.images === 0 ? train.length : config.images;
    const indices = Int32Array.from({ length: count }, (_, i) => i);
    const perEpoch = Math.floor(count / config.batch);
    let [epoch, accuracy, step] = [0, Number.NaN, from?.step ?? 0];
    if (from) {
      const remarks = loadCheckpoint(from.bytes, { model, optimizer });
      [epoch, accuracy] = [Number(remarks.epoch), Number(remarks.accuracy)];
    }
    while (epoch < config.epochs && !stopped()) {
      epoch += 1;
      let right = 0;
      const draws = rng.fork(`epoch ${epoch}`);
      for (const batch of batches(indices, config.batch, { rng: draws, dropLast: true })) {
        optimizer.lr = rate(config.lr, step / perEpoch, config.epochs);
        const images = train.toFloat(batch, scale);
        const shown = config.augment
          ? stack(each(images).map((image, i) => augment(image, draws.fork(batch[i]!))))
          : images;
        const [loss, hits] = learn(shown, train.targets(batch));
        right += hits.item();
        step += 1;
        run.log({ "train/loss": loss.item() }, { step });
      }
      accuracy = evaluate();
      const trained = (100 * right) / (perEpoch * config.batch);
      run.log({ "test/accuracy": accuracy, "train/accuracy": trained }, { step });
      const remarks = { epoch: String(epoch), accuracy: String(accuracy) };
      await save(saveCheckpoint({ model, optimizer }, remarks), step);
      progress(
        epoch,
        config.epochs,
        `epoch ${epoch}, train ${trained.toFixed(1)} %, test ${accuracy.toFixed(1)} %`,
      );
    }
    return { "test/accuracy": accuracy };
  },

  judge(figures) {
    const mean = (variant: string) => figures.mean(variant, "test/accuracy");
    const lead = mean("residual-56") - mean("plain-56");
    return [
      {
        text: "accuracy on 2,000 test images at depth 56: the residual network's lead over the plain one, at least 10 points, mean of three seeds",
        found: `${lead.toFixed(1)} points`,
        met: lead >= 10,
      },
      ...figures.all.map((figure) => ({ text: figure.variant, found: showFigure(figure, "%") })),
    ];
  },
});

/** The images of a batch one by one, [C, H, W]. */
function each(images: Tensor): Tensor[] {
  return Array.from({ length: images.shape[0]! }, (_, i) => images.slice(i));
}

/** Up in a line over the first pass, then down in a half cosine to 0. */
function rate(largest: number, pass: number, passes: number): number {
  if (pass < 1) return largest * Math.max(pass, 0.01);
  return (largest / 2) * (1 + Math.cos((Math.PI * (pass - 1)) / Math.max(1, passes - 1)));
}
