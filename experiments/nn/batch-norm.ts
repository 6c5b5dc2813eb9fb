/**
 * What batch norm buys.
 *
 * Question: How much larger a learning rate do batch norm and layer norm bear, and how much sooner does a network read 95 % of the digits?
 * Command: npx blankfile run nn/batch-norm
 * Expectation: With batch norm twelve layers train at ten times a rate at which they fail without, and are at 95 % in fewer steps.
 * Minutes: 2
 *
 * Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167: what follows a layer is made mean 0 and variance 1 over the batch, so that the
 * weights' scale no longer matters, BN(a W x) = BN(W x), and a step that makes them large makes the next gradients small by the same
 * factor. Santurkar et al. 2018, https://arxiv.org/abs/1805.11604, see the reason in a smoother loss: the gradient after a step points more
 * nearly where it pointed before it, which is measured here as their cosine on one batch.
 * One variable: the norm in front of each of twelve ReLUs, at He's start. SGD without momentum, rates that grow by √2.
 */
import { nearest } from "@blankfile/curriculum";
import { batches, digitsSplit, loadDigits } from "@blankfile/data";
import {
  accuracy,
  BatchNorm1d,
  crossEntropy,
  kaimingNormal_,
  LayerNorm,
  Linear,
  type Module,
  NonFiniteError,
  ReLU,
  Sequential,
  SGD,
  stopOnNonFinite,
} from "@blankfile/nn";
import { cat, compile, grad, noGrad, Philox, type Tensor, tensor } from "@blankfile/tensor";
import { experiment, type Figures, FlagError, showFigure } from "@blankfile/tracking/node";

const norms: Record<string, (width: number) => Module[]> = {
  none: () => [],
  "batch-norm": (width) => [new BatchNorm1d(width)],
  "layer-norm": (width) => [new LayerNorm(width)],
};
const variants = Object.keys(norms);

const { images: pixels, labels } = await loadDigits();
const images = pixels.div(16);
const { train, test } = digitsSplit();
const [testImages, testLabels] = rows(test);
const [trainImages, trainLabels] = rows(train);

/** A rate trains where the network ends with at least the first share of its training digits read, fails where with less than the second. */
const [learnt, failed] = [90, 50];

await experiment({
  name: "nn/batch-norm",
  nearest,
  variants,
  seeds: 3,
  flags: {
    depth: { default: 12, says: "hidden layers" },
    width: { default: 48, says: "units in each" },
    epochs: { default: 32, says: "passes over the training images at each rate" },
    batch: { default: 128, says: "images a step" },
    lr: { default: 0.08, says: "the rate at which steps to 95 % are counted, and five times it" },
    rates: { default: 17, says: "rates tried, from 0.02, each √2 times the one before" },
  },
  smoke: { epochs: 1, rates: 2 },
  metrics: {
    rate: {},
    "train/accuracy": { goal: "maximize", unit: "%" },
    "test/accuracy": { goal: "maximize", unit: "%" },
    "rate/edge": { goal: "maximize" },
    "rate/fails": {},
    "steps/lr": { goal: "minimize" },
    "steps/5 lr": { goal: "minimize" },
    "gradient/cosine": { goal: "maximize" },
  },

  check(config) {
    for (const name of ["depth", "width", "epochs", "batch", "rates"] as const)
      if (!Number.isInteger(config[name]) || config[name] < 1)
        throw new FlagError(`flags: --${name} ${config[name]}, a whole number from 1 is needed`);
  },

  predict(variant) {
    // From a trial with two other seeds, widened by a step of the grid.
    const ranges: Record<string, [number, number]> = {
      none: [0.05, 0.17],
      "batch-norm": [1.8, 3.7],
      "layer-norm": [0.22, 0.46],
    };
    const range = ranges[variant]!;
    return { text: `Trains up to a rate between ${range[0]} and ${range[1]}.`, metric: "rate/edge", range };
  },

  steps: ({ rates }) => rates,

  async train({ variant, seed, config, run, stopped, progress }) {
    const tried: Tried[] = [];
    for (let i = 0; i < config.rates && !stopped(); i++) {
      const one = trainAt(0.02 * 2 ** (i / 2), network(variant, config, seed), config, seed);
      tried.push(one);
      run.log(
        { rate: one.rate, "train/accuracy": one.trained, "test/accuracy": one.tested },
        { step: i + 1 },
      );
      progress(i + 1, config.rates, `rate ${one.rate} ends at ${one.trained.toFixed(1)} %`);
    }
    const at = (rate: number) => trainAt(rate, network(variant, config, seed), config, seed).steps95;
    return {
      ...edges(tried),
      "steps/lr": at(config.lr),
      "steps/5 lr": at(5 * config.lr),
      "gradient/cosine": gradientCosine(network(variant, config, seed), config, seed),
    };
  },

  judge,
});

interface Config {
  depth: number;
  width: number;
  epochs: number;
  batch: number;
  lr: number;
  rates: number;
}

interface Tried {
  rate: number;
  trained: number;
  tested: number;
  /** Steps after which 95 % of the test digits were read, looked at every fifth; all steps where they never were. */
  steps95: number;
}

function network(variant: string, { depth, width }: Config, seed: number): Sequential {
  const rng = new Philox(seed).fork("weights");
  const layers = Array.from({ length: depth }, (_, i) => {
    const linear = new Linear(i === 0 ? 64 : width, width, { rng });
    kaimingNormal_(linear.weight, { nonlinearity: "relu", rng });
    return [linear, ...norms[variant]!(width), new ReLU()];
  });
  return new Sequential(...layers.flat(), new Linear(width, 10, { rng }));
}

function trainAt(rate: number, model: Sequential, config: Config, seed: number): Tried {
  const optimizer = new SGD(model.parameters(), { lr: rate });
  const learn = compile((x: Tensor, y: Tensor) => {
    const loss = crossEntropy(model.forward(x), y);
    stopOnNonFinite(loss);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  });
  const read = evaluation(model);
  let [step, steps95] = [0, Number.POSITIVE_INFINITY];
  try {
    for (let epoch = 1; epoch <= config.epochs; epoch++)
      for (const batch of epochOf(epoch, config, seed)) {
        learn(...rows(batch));
        step += 1;
        if (step % 5 === 0 && steps95 > step && read(testImages, testLabels) >= 95) steps95 = step;
      }
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error; // The loss ran away: the digits are read as the last step left them.
  }
  const all = config.epochs * Math.ceil(train.length / config.batch);
  return {
    rate,
    trained: read(trainImages, trainLabels),
    tested: read(testImages, testLabels),
    steps95: Math.min(steps95, all),
  };
}

/** The largest rate that trains; the smallest above the best one that fails, or above all where none does. */
function edges(tried: Tried[]): { "rate/edge": number; "rate/fails": number } {
  const best = tried.reduce((a, b) => (b.trained > a.trained ? b : a));
  const above = tried.slice(tried.indexOf(best));
  const trains = tried.filter(({ trained }) => trained >= learnt);
  const fails = above.find(({ trained }) => trained < failed);
  return {
    "rate/edge": trains.at(-1)?.rate ?? 0,
    "rate/fails": fails?.rate ?? 2 * above.at(-1)!.rate,
  };
}

/** Mean over the first epoch's steps of the cosine of a batch's gradient before the step and after it. */
function gradientCosine(model: Sequential, config: Config, seed: number): number {
  const parameters = model.parameters();
  const cosines = [...epochOf(1, config, seed)].map((batch) => {
    const [x, y] = rows(batch);
    const gradients = () => grad(crossEntropy(model.forward(x), y), parameters);
    const before = gradients();
    noGrad(() => {
      for (const [i, parameter] of parameters.entries()) parameter.sub_(before[i]!.mul(config.lr));
    });
    const [a, b] = [before, gradients()].map((all) => cat(all.map((g) => g.flatten()))) as [Tensor, Tensor];
    return a.mul(b).sum().div(a.norm().mul(b.norm())).item();
  });
  return cosines.reduce((a, b) => a + b, 0) / cosines.length;
}

/** Accuracy in percent, with the running means of batch norm. */
function evaluation(model: Sequential): (x: Tensor, y: Tensor) => number {
  const measure = compile((x: Tensor, y: Tensor) => noGrad(() => accuracy(model.forward(x), y)));
  return (x, y) => {
    model.eval();
    const share = measure(x, y).item();
    model.train();
    return 100 * share;
  };
}

function epochOf(epoch: number, { batch }: Config, seed: number): Generator<Int32Array> {
  return batches(train, batch, { rng: new Philox(seed).fork(`epoch ${epoch}`), dropLast: true });
}

function rows(indices: Int32Array): [Tensor, Tensor] {
  const index = tensor(indices);
  return [images.indexSelect(0, index), labels.indexSelect(0, index)];
}

function judge(figures: Figures) {
  const edge = (variant: string) => figures.of(variant, "rate/edge");
  const fails = figures.of("none", "rate/fails");
  const steps = (variant: string, metric: string) => figures.of(variant, metric);
  const over = edge("batch-norm").values.map((value, seed) => value / fails.values[seed]!);
  const [plain, five] = [steps("none", "steps/lr"), steps("batch-norm", "steps/5 lr")];
  return [
    {
      text: "largest rate that trains with batch norm, over the smallest that fails without, at least 10 in every seed",
      found: over.map((ratio) => ratio.toFixed(0)).join(", "),
      met: over.every((ratio) => ratio >= 10),
    },
    {
      text: "steps to 95 %: batch norm at five times the rate, fewer than without at the rate itself, in every seed",
      found: `${showFigure(five)} against ${showFigure(plain)}`,
      met: five.values.every((value, seed) => value < plain.values[seed]!),
    },
    ...variants.map((variant) => ({
      text: `${variant}: largest rate that trains; steps to 95 % at the rate, at five times it; cosine of gradients a step apart`,
      found: ["rate/edge", "steps/lr", "steps/5 lr", "gradient/cosine"]
        .map((metric) => showFigure(steps(variant, metric)))
        .join("; "),
    })),
  ];
}
