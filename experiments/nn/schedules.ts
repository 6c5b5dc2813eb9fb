/**
 * Schedules of the learning rate on a small language model.
 *
 * Question: How much lower does a small character model end when its learning rate falls, and does a warm-up matter to it?
 * Command: npx blankfile run nn/schedules
 * Expectation: Cosine, warm-up–stable–decay and one-cycle end below the constant rate, within 0.01 of each other; leaving the warm-up out changes next to nothing.
 * Minutes: 2
 * Data: text
 *
 * The model gives the next letter of a name from the eight before it, through two hidden layers of 128 (after Bengio et al. 2003,
 * https://jmlr.org/papers/v3/bengio03a.html), trained by AdamW. One variable: the schedule. Each has the same starts and the same batches. Its largest
 * rate is the best of five, half a power of ten apart, of one training with a seed of its own, by the loss on the validation names; the seeds
 * then train at that rate, and what they claim is the loss on the test names, which no choice looked at.
 *
 *   constant     η
 *   cosine       up in a line over the first steps, down a half cosine to 0     Loshchilov, Hutter 2017, https://arxiv.org/abs/1608.03983
 *   no-warmup    the same without its first part
 *   wsd          up, level, down to 0 as 1 − √s in the last fifth               Hägele et al. 2024, https://arxiv.org/abs/2405.18392
 *   one-cycle    up over three tenths, down to nearly 0; β₁ the other way       Smith, Topin 2018, https://arxiv.org/abs/1708.07120
 */
import { setImmediate } from "node:timers/promises";
import { nearest } from "@blankfile/curriculum";
import { nameContexts } from "@blankfile/data";
import { loadNames } from "@blankfile/data/node";
import {
  AdamW,
  crossEntropy,
  Embedding,
  LambdaLR,
  Linear,
  type LRScheduler,
  loadCheckpoint,
  Module,
  NonFiniteError,
  OneCycleLR,
  saveCheckpoint,
  stopOnNonFinite,
  type Trained,
  WarmupCosineLR,
  WarmupStableDecayLR,
} from "@blankfile/nn";
import { compile, noGrad, Philox, type Tensor, Tensor as TensorOf } from "@blankfile/tensor";
import { experiment, type Figures, FlagError, showFigure, showNumber } from "@blankfile/tracking/node";

const V = 27;
const context = 8;

class Letters extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly hidden1: Linear;
  readonly hidden2: Linear;
  readonly head: Linear;

  constructor(rng: Philox) {
    super();
    this.embed = new Embedding(V, 16, { rng });
    this.hidden1 = new Linear(16 * context, 128, { rng });
    this.hidden2 = new Linear(128, 128, { rng });
    this.head = new Linear(128, V, { rng });
  }

  forward(x: Tensor): Tensor {
    const h = this.hidden1.forward(this.embed.forward(x).flatten(1)).tanh(); // [B, 8] → [B, 128]
    return this.head.forward(this.hidden2.forward(h).tanh());
  }
}

/** After `goTo(t)` the optimiser has the rate of step t, of 1 to `steps`. */
const schedules: Record<string, (optimizer: AdamW, lr: number, config: Config) => LRScheduler> = {
  constant: (optimizer) => new LambdaLR(optimizer, { lrLambda: () => 1 }),
  cosine: (optimizer, _, { steps, warmup }) =>
    new WarmupCosineLR(optimizer, { warmupSteps: warmup, totalSteps: steps + 1 }),
  "no-warmup": (optimizer, _, { steps }) =>
    new WarmupCosineLR(optimizer, { warmupSteps: 0, totalSteps: steps + 1 }),
  wsd: (optimizer, _, { steps, warmup }) =>
    new WarmupStableDecayLR(optimizer, {
      warmupSteps: warmup,
      totalSteps: steps + 1,
      decaySteps: Math.ceil(steps / 5),
      decay: "1-sqrt",
    }),
  "one-cycle": (optimizer, lr, { steps }) => new OneCycleLR(optimizer, { maxLr: lr, totalSteps: steps + 1 }),
};
const grid = [0.001, 0.003, 0.01, 0.03, 0.1];

const { train, val, test, vocabulary } = await loadNames();
const letters = nameContexts(train, vocabulary, context);

interface Config {
  steps: number;
  batch: number;
  warmup: number;
  rates: number;
}

/** A rate that was tried, with the validation loss that it ends with. */
interface Rate {
  lr: number;
  loss: number;
}

/** One sweep serves all seeds of a variant. */
const sweeps = new Map<string, Rate[]>();
const tuningSeed = 1000;

/** One training: a model, AdamW, and a schedule. */
class Trial {
  readonly trained: Trained;
  readonly #model: Letters;
  readonly #schedule: LRScheduler;
  readonly #batches: Philox;
  readonly #size: number;
  readonly #learn: (x: Tensor, y: Tensor) => Tensor;

  constructor(variant: string, lr: number, seed: number, config: Config) {
    const rng = new Philox(seed);
    const model = new Letters(rng.fork("weights"));
    const optimizer = new AdamW(model.parameters(), { lr });
    this.#schedule = schedules[variant]!(optimizer, lr, config);
    this.#model = model;
    this.#batches = rng;
    this.#size = config.batch;
    this.#learn = compile((x: Tensor, y: Tensor) => {
      const loss = crossEntropy(model.forward(x), y);
      stopOnNonFinite(loss);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return loss;
    });
    this.trained = { model, optimizer, schedule: this.#schedule };
  }

  /** Learns from the batch of a step. */
  step(step: number): number {
    this.#schedule.step();
    const draws = this.#batches.fork(step);
    const rows = Int32Array.from({ length: this.#size }, () => draws.integer(letters.contexts.shape[0]!));
    const chosen = new TensorOf(rows, [rows.length], "int32");
    return this.#learn(
      letters.contexts.indexSelect(0, chosen),
      letters.targets.indexSelect(0, chosen),
    ).item();
  }

  /** The mean loss over all letters of names. */
  loss(names: readonly string[]): number {
    const { contexts, targets } = nameContexts(names, vocabulary, context);
    return noGrad(() => crossEntropy(this.#model.forward(contexts), targets).item());
  }
}

await experiment({
  name: "nn/schedules",
  nearest,
  variants: Object.keys(schedules),
  seeds: 3,
  flags: {
    steps: { default: 1000, says: "training steps, also of each rate that is tried" },
    batch: { default: 128, says: "letters a step" },
    warmup: { default: 50, says: "steps in which the rate rises" },
    rates: { default: 5, says: "how many of the five rates are tried, from the smallest" },
  },
  smoke: { steps: 3, warmup: 1, rates: 1 },
  metrics: {
    "test/loss": { goal: "minimize" },
    "val/loss": { goal: "minimize" },
    "train/loss": { goal: "minimize" },
    lr: {},
    "rates/near": { goal: "maximize", unit: "of 5" },
  },

  check({ steps, batch, warmup, rates }) {
    for (const [name, value] of Object.entries({ steps, batch, warmup, rates }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (rates > 5) throw new FlagError(`flags: --rates ${rates}, at most 5 is needed`);
    if (warmup >= steps)
      throw new FlagError(`flags: --warmup ${warmup}, fewer than the ${steps} steps are needed`);
  },

  predict(variant) {
    const range: [number, number] = variant === "constant" ? [2.15, 2.25] : [2.1, 2.18];
    return { text: `Between ${range[0]} and ${range[1]} nats a letter.`, metric: "test/loss", range };
  },

  steps: ({ steps }) => steps,

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    // A resumed run tries the rates again: the same numbers.
    const rates = sweeps.get(variant) ?? (await sweep(variant, config, stopped));
    if (stopped()) return {};
    const best = bestOf(rates);
    const trial = new Trial(variant, best.lr, seed, config);
    if (from) loadCheckpoint(from.bytes, trial.trained);
    else run.table("sweep", { columns: ["lr", "val/loss"], rows: rates.map(({ lr, loss }) => [lr, loss]) });

    let step = from?.step ?? 0;
    while (step < config.steps && !stopped()) {
      const loss = trial.step(step);
      step += 1;
      run.log({ "train/loss": loss }, { step });
      if (step % 250 === 0 || step === config.steps) {
        const validation = trial.loss(val);
        run.log({ "val/loss": validation }, { step });
        await save(saveCheckpoint(trial.trained), step);
        progress(step, config.steps, `step ${step}, validation ${validation.toFixed(3)}`);
      }
    }
    const near = rates.filter(({ loss }) => loss <= best.loss + 0.1).length;
    const found = { "test/loss": trial.loss(test), lr: best.lr, "rates/near": near };
    run.log(found, { step });
    return found;
  },

  judge(figures: Figures) {
    const of = (variant: string) => figures.of(variant, "test/loss");
    return [
      ...["cosine", "wsd"].map((variant) => ({
        text: `${variant} below constant, test loss, mean of three seeds`,
        found: `${showFigure(of(variant))} against ${showFigure(of("constant"))}`,
        met: of(variant).mean < of("constant").mean,
      })),
      ...Object.keys(schedules).map((name) => ({
        text: `${name}: test loss; its rate; rates of the five tried within 0.1 of the best`,
        found: `${showFigure(of(name))}; ${showNumber(figures.mean(name, "lr"))}; ${figures.mean(name, "rates/near")}`,
      })),
    ];
  },
});

/** Trains once at each of five rates; those whose loss is no number in the end are left out. */
async function sweep(variant: string, config: Config, stopped: () => boolean): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const lr of grid.slice(0, config.rates)) {
    await setImmediate(); // Ctrl+C is heard here.
    if (stopped()) return rates;
    const trial = new Trial(variant, lr, tuningSeed, config);
    try {
      for (let step = 0; step < config.steps; step++) trial.step(step);
      rates.push({ lr, loss: trial.loss(val) });
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
    }
  }
  sweeps.set(variant, rates);
  return rates;
}

function bestOf(rates: readonly Rate[]): Rate {
  return rates.reduce((a, b) => (b.loss < a.loss ? b : a));
}
