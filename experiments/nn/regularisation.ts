/**
 * Too few digits, and four remedies.
 *
 * Question: By how much do dropout, weight decay, early stopping and augmentation narrow the gap between what is trained on and what is not?
 * Command: npx blankfile run nn/regularisation
 * Expectation: With 300 digits, dropout, weight decay and augmentation each narrow the gap; augmentation most of all.
 * Minutes: 2
 *
 * 300 digits are far fewer than the network's 85,000 weights: it learns them by heart. The gap is the loss on digits never seen less the loss
 * on the 300, both plain cross-entropy without dropout, penalty or augmentation. Dropout: Srivastava et al. 2014,
 * https://jmlr.org/papers/v15/srivastava14a.html. Weight decay: the penalty ½ λ ‖θ‖². Early stopping keeps the model of the lowest validation
 * loss. Augmentation: each digit is turned, resized and moved a little, anew in each epoch. One variable: the remedy.
 */
import { nearest } from "@blankfile/curriculum";
import { batches, digitsSplit, loadDigits, randomAffine } from "@blankfile/data";
import {
  accuracy,
  crossEntropy,
  Dropout,
  EarlyStopping,
  Linear,
  loadCheckpoint,
  ReLU,
  Sequential,
  SGD,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import { compile, noGrad, Philox, stack, type Tensor, tensor } from "@blankfile/tensor";
import { seedInterval } from "@blankfile/tracking";
import { experiment, type Figures, FlagError, showFigure, showNumber } from "@blankfile/tracking/node";

const variants = ["none", "dropout", "weight-decay", "early-stopping", "augmentation"];

/** From three seeds of a trial with other digits (LOG.md), widened. */
const predicted: Record<string, [number, number]> = {
  none: [0.15, 0.28],
  dropout: [0.1, 0.22],
  "weight-decay": [0.1, 0.2],
  "early-stopping": [0.1, 0.25],
  augmentation: [0.05, 0.15],
};

const { images: pixels, labels } = await loadDigits();
const images = pixels.div(16);
const { train: known, test } = digitsSplit();
/** Turned by up to 10°, resized by up to a tenth, moved by up to half a pixel. */
const augment = randomAffine({ degrees: 10, translate: [1 / 16, 1 / 16], scale: [0.9, 1.1] });

await experiment({
  name: "nn/regularisation",
  nearest,
  variants,
  seeds: 5,
  flags: {
    digits: { default: 300, says: "digits to learn from; as many others for validation" },
    width: { default: 256, says: "units in each of the two hidden layers" },
    epochs: { default: 100, says: "passes over the digits" },
    lr: { default: 0.05, says: "the step size of SGD, whose momentum is 0.9" },
    dropout: { default: 0.3, says: "share of hidden units left out" },
    decay: { default: 0.003, says: "λ of the weight decay" },
    patience: { default: 10, says: "epochs without a lower validation loss that early stopping bears" },
  },
  smoke: { epochs: 2 },
  metrics: {
    "train/loss": { goal: "minimize" },
    "validation/loss": { goal: "minimize" },
    "validation/accuracy": { goal: "maximize", unit: "%" },
    "test/loss": { goal: "minimize" },
    "test/accuracy": { goal: "maximize", unit: "%" },
    "gap/loss": { goal: "minimize" },
    "gap/accuracy": { goal: "minimize", unit: "points" },
  },

  check({ digits, width, epochs, dropout, decay, patience }) {
    for (const [name, value] of Object.entries({ digits, width, epochs, patience }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (2 * digits > known.length)
      throw new FlagError(`flags: --digits ${digits}, at most ${known.length / 2} is needed`);
    if (!(dropout > 0 && dropout < 1))
      throw new FlagError(`flags: --dropout ${dropout}, a number between 0 and 1 is needed`);
    if (!(decay > 0)) throw new FlagError(`flags: --decay ${decay}, a number above 0 is needed`);
  },

  predict(variant) {
    const range = predicted[variant]!;
    return { text: `The gap of losses lies between ${range[0]} and ${range[1]}.`, metric: "gap/loss", range };
  },

  steps: ({ epochs, digits }) => epochs * Math.ceil(digits / 32),

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const rng = new Philox(seed);
    const order = rng.fork("digits").shuffle(known.slice());
    const unknown = Int32Array.from([...order.slice(2 * config.digits), ...test]);
    const parts = [order.slice(0, config.digits), order.slice(config.digits, 2 * config.digits), unknown];
    const [train, validation, unseen] = parts.map(rows) as [Rows, Rows, Rows];
    const model = network(variant, config, rng);
    const weightDecay = variant === "weight-decay" ? config.decay : 0;
    const optimizer = new SGD(model.parameters(), { lr: config.lr, momentum: 0.9, weightDecay });
    const stopping = new EarlyStopping({ patience: config.patience });
    const learn = compile((x: Tensor, y: Tensor) => {
      const loss = crossEntropy(model.forward(x), y);
      stopOnNonFinite(loss);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
    const measure = evaluation(model);

    let [epoch, step, enough] = [0, from?.step ?? 0, false];
    if (from) {
      const remarks = loadCheckpoint(from.bytes, { model, optimizer, stopping });
      [epoch, enough] = [Number(remarks.epoch), remarks.enough === "true"];
    }
    while (epoch < config.epochs && !enough && !stopped()) {
      epoch += 1;
      const drawn = rng.fork(`epoch ${epoch}`);
      for (const batch of batches(parts[0]!, 32, { rng: drawn })) {
        const [x, y] = rows(batch);
        learn(variant === "augmentation" ? changed(x, drawn) : x, y);
        step += 1;
      }
      const [own, other] = [measure(train), measure(validation)];
      const found = { "validation/loss": other.loss, "validation/accuracy": other.accuracy };
      run.log({ "train/loss": own.loss, ...found, "gap/loss": other.loss - own.loss }, { step });
      if (variant === "early-stopping") enough = stopping.step(other.loss, model);
      if (epoch % 10 === 0 || enough || stopped()) {
        const remarks = { epoch: String(epoch), enough: String(enough) };
        await save(saveCheckpoint({ model, optimizer, stopping }, remarks), step);
        progress(enough ? config.epochs : epoch, config.epochs, `validation ${other.accuracy.toFixed(1)} %`);
      }
    }
    if (stopping.best !== null) stopping.restoreBest(model);
    const [own, other] = [measure(train), measure(unseen)];
    return {
      "train/loss": own.loss,
      "validation/loss": measure(validation).loss,
      "test/loss": other.loss,
      "test/accuracy": other.accuracy,
      "gap/loss": other.loss - own.loss,
      "gap/accuracy": own.accuracy - other.accuracy,
    };
  },

  judge,
});

type Rows = [Tensor, Tensor];

function rows(indices: Int32Array): Rows {
  const index = tensor(indices);
  return [images.indexSelect(0, index), labels.indexSelect(0, index)];
}

/** Each image changed by draws of its own. */
function changed(x: Tensor, rng: Philox): Tensor {
  const all = Array.from({ length: x.shape[0]! }, (_, i) =>
    augment(x.slice([i, i + 1]).reshape([1, 8, 8]), rng.fork(i)).reshape([64]),
  );
  return stack(all); // [B, 64]
}

function network(variant: string, config: { width: number; dropout: number }, rng: Philox): Sequential {
  const weights = { rng: rng.fork("weights") };
  const masks = rng.fork("masks");
  const hidden = (from: number) => [
    new Linear(from, config.width, weights),
    new ReLU(),
    ...(variant === "dropout" ? [new Dropout({ p: config.dropout, rng: masks.fork(from) })] : []),
  ];
  return new Sequential(...hidden(64), ...hidden(config.width), new Linear(config.width, 10, weights));
}

/** Loss, and accuracy in percent, without dropout. */
function evaluation(model: Sequential): (data: Rows) => { loss: number; accuracy: number } {
  const measure = compile((x: Tensor, y: Tensor) =>
    noGrad(() => {
      const logits = model.forward(x);
      return [crossEntropy(logits, y), accuracy(logits, y)] as const;
    }),
  );
  return ([x, y]) => {
    model.eval();
    const [loss, share] = measure(x, y);
    model.train();
    return { loss: loss.item(), accuracy: 100 * share.item() };
  };
}

function judge(figures: Figures) {
  const gap = (variant: string) => figures.of(variant, "gap/loss");
  const others = variants.slice(1).map((variant) => {
    const cuts = gap(variant).values.map((value, seed) => gap("none").values[seed]! - value);
    const { mean, half } = seedInterval(cuts) ?? { mean: cuts[0]!, half: Number.POSITIVE_INFINITY };
    const found = `${showNumber(mean)} (${showNumber(mean - half)} to ${showNumber(mean + half)})`;
    const text = `by how much ${variant} narrows the gap of losses, seed by seed`;
    if (variant === "early-stopping") return { text, found };
    return { text: `${text}, its interval above 0`, found, met: mean - half > 0 };
  });
  const all = variants.map((variant) => ({
    text: `${variant}: gap of losses; gap of accuracies in points; accuracy on digits never seen`,
    found: [
      showFigure(gap(variant)),
      showFigure(figures.of(variant, "gap/accuracy")),
      showFigure(figures.of(variant, "test/accuracy"), "%"),
    ].join("; "),
  }));
  return [...others, ...all];
}
