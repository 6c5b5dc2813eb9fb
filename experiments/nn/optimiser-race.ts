/**
 * Seven optimisers on one small language model.
 *
 * Question: Which optimiser lowers the loss of a small character model most in equally many steps, each at its own best learning rate?
 * Command: npx blankfile run nn/optimiser-race
 * Expectation: AdamW ends below SGD, and Muon at or below AdamW in two of three seeds; Muon and Adam's kin lie within a few hundredths of each other.
 * Minutes: 3
 * Data: text
 *
 * The model gives the next letter of a name from the eight before it, through two hidden layers of 128 (after Bengio et al. 2003,
 * https://jmlr.org/papers/v3/bengio03a.html). One variable: the optimiser. Each has the same starts, the same batches, a warm-up and a half
 * cosine to 0. Its rate is the best of five, half a power of ten apart, of one training with a seed of its own, by the loss on the validation
 * names; the seeds then train at that rate, and what they claim is the loss on the test names, which no choice looked at.
 *
 *   SGD        θ ← θ − η g
 *   momentum   v ← 0.9 v + g,  θ ← θ − η v
 *   Adam       θ ← θ − η m̂ / √v̂,  AdamW: and θ ← θ − η λ θ beside it
 *   Lion       θ ← θ − η sign(m)                     Chen et al. 2023, https://arxiv.org/abs/2302.06675
 *   Adafactor  Adam's v̂ from its rows and columns    Shazeer, Stern 2018, https://arxiv.org/abs/1804.04235
 *   Muon       θ ← θ − η UVᵀ of m = U Σ Vᵀ           Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/
 */
import { setImmediate } from "node:timers/promises";
import { nearest } from "@blankfile/curriculum";
import { nameContexts } from "@blankfile/data";
import { loadNames } from "@blankfile/data/node";
import {
  Adafactor,
  Adam,
  AdamW,
  crossEntropy,
  Embedding,
  Linear,
  Lion,
  loadCheckpoint,
  Module,
  Muon,
  NonFiniteError,
  type Optimizer,
  SGD,
  saveCheckpoint,
  stopOnNonFinite,
  type Trained,
  WarmupCosineLR,
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

interface Racer {
  /** Those that are tried. */
  rates: readonly number[];
  make: (model: Letters, lr: number) => Optimizer[];
}

/** AdamW's rate beside Muon: what its own sweep gives it. */
const besideMuon = 0.01;

const racers: Record<string, Racer> = {
  sgd: { rates: [0.1, 0.3, 1, 3, 10], make: (model, lr) => [new SGD(model.parameters(), { lr })] },
  momentum: {
    rates: [0.03, 0.1, 0.3, 1, 3],
    make: (model, lr) => [new SGD(model.parameters(), { lr, momentum: 0.9 })],
  },
  adam: {
    rates: [0.001, 0.003, 0.01, 0.03, 0.1],
    make: (model, lr) => [new Adam(model.parameters(), { lr })],
  },
  adamw: {
    rates: [0.001, 0.003, 0.01, 0.03, 0.1],
    make: (model, lr) => [new AdamW(model.parameters(), { lr })],
  },
  lion: {
    rates: [1e-4, 3e-4, 0.001, 0.003, 0.01],
    make: (model, lr) => [new Lion(model.parameters(), { lr, weightDecay: 0.1 })],
  },
  adafactor: {
    rates: [0.01, 0.03, 0.1, 0.3, 1],
    make: (model, lr) => [new Adafactor(model.parameters(), { lr, relativeStep: false })],
  },
  // The hidden matrices; embeddings, biases and the head are AdamW's.
  muon: {
    rates: [0.003, 0.01, 0.03, 0.1, 0.3],
    make: (model, lr) => {
      const hidden = [model.hidden1.weight, model.hidden2.weight];
      const rest = model.parameters().filter((parameter) => !hidden.includes(parameter));
      return [new Muon(hidden, { lr }), new AdamW(rest, { lr: besideMuon })];
    },
  },
};

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

/** One training: a model, its optimisers, and a schedule for each of them. */
class Race {
  readonly trained: Trained;
  readonly #model: Letters;
  readonly #schedules: readonly WarmupCosineLR[];
  readonly #batches: Philox;
  readonly #size: number;
  readonly #learn: (x: Tensor, y: Tensor) => Tensor;

  constructor(variant: string, lr: number, seed: number, { steps, batch, warmup }: Config) {
    const rng = new Philox(seed);
    const model = new Letters(rng.fork("weights"));
    const optimizers = racers[variant]!.make(model, lr);
    // The first step has rate 1 / warmup of the largest.
    this.#schedules = optimizers.map(
      (optimizer) => new WarmupCosineLR(optimizer, { warmupSteps: warmup, totalSteps: steps + 1 }),
    );
    this.#model = model;
    this.#batches = rng;
    this.#size = batch;
    this.#learn = compile((x: Tensor, y: Tensor) => {
      const loss = crossEntropy(model.forward(x), y);
      stopOnNonFinite(loss);
      for (const optimizer of optimizers) optimizer.zeroGrad();
      loss.backward();
      for (const optimizer of optimizers) optimizer.step();
      return loss;
    });
    const [optimizer, beside] = optimizers;
    const [schedule, besideSchedule] = this.#schedules;
    this.trained = {
      model,
      optimizer: optimizer!,
      schedule: schedule!,
      ...(beside && { beside, besideSchedule: besideSchedule! }),
    };
  }

  /** Learns from the batch of a step. */
  step(step: number): number {
    for (const schedule of this.#schedules) schedule.step();
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
  name: "nn/optimiser-race",
  nearest,
  variants: Object.keys(racers),
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
    const ranges: Record<string, [number, number]> = {
      sgd: [2.15, 2.3],
      momentum: [2.1, 2.25],
      adam: [2.08, 2.2],
      adamw: [2.08, 2.2],
      lion: [2.08, 2.22],
      adafactor: [2.08, 2.22],
      muon: [2.06, 2.18],
    };
    const range = ranges[variant]!;
    return { text: `Between ${range[0]} and ${range[1]} nats a letter.`, metric: "test/loss", range };
  },

  steps: ({ steps }) => steps,

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    // A resumed run tries the rates again: the same numbers.
    const rates = sweeps.get(variant) ?? (await sweep(variant, config, stopped));
    if (stopped()) return {};
    const best = bestOf(rates);
    const race = new Race(variant, best.lr, seed, config);
    if (from) loadCheckpoint(from.bytes, race.trained);
    else run.table("sweep", { columns: ["lr", "val/loss"], rows: rates.map(({ lr, loss }) => [lr, loss]) });

    let step = from?.step ?? 0;
    while (step < config.steps && !stopped()) {
      const loss = race.step(step);
      step += 1;
      run.log({ "train/loss": loss }, { step });
      if (step % 250 === 0 || step === config.steps) {
        const validation = race.loss(val);
        run.log({ "val/loss": validation }, { step });
        await save(saveCheckpoint(race.trained), step);
        progress(step, config.steps, `step ${step}, validation ${validation.toFixed(3)}`);
      }
    }
    const near = rates.filter(({ loss }) => loss <= best.loss + 0.1).length;
    const found = { "test/loss": race.loss(test), lr: best.lr, "rates/near": near };
    run.log(found, { step });
    return found;
  },

  judge(figures: Figures) {
    const of = (variant: string) => figures.of(variant, "test/loss");
    const wins = of("muon").values.filter((loss, seed) => loss <= of("adamw").values[seed]!).length;
    return [
      {
        text: "AdamW below SGD, test loss, mean of three seeds",
        found: `${showFigure(of("adamw"))} against ${showFigure(of("sgd"))}`,
        met: of("adamw").mean < of("sgd").mean,
      },
      {
        text: "seeds of three in which Muon ends at or below AdamW, at least 2",
        found: String(wins),
        met: wins >= 2,
      },
      ...Object.keys(racers).map((name) => ({
        text: `${name}: test loss; its rate; rates of the five tried within 0.1 of the best`,
        found: `${showFigure(of(name))}; ${showNumber(figures.mean(name, "lr"))}; ${figures.mean(name, "rates/near")}`,
      })),
    ];
  },
});

/** Trains once at each of five rates; those whose loss is no number in the end are left out. */
async function sweep(variant: string, config: Config, stopped: () => boolean): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const lr of racers[variant]!.rates.slice(0, config.rates)) {
    await setImmediate(); // Ctrl+C is heard here.
    if (stopped()) return rates;
    const race = new Race(variant, lr, tuningSeed, config);
    try {
      for (let step = 0; step < config.steps; step++) race.step(step);
      rates.push({ lr, loss: race.loss(val) });
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
