/**
 * Names, letter by letter: from counting pairs to a transformer.
 *
 * Question: How much does each step from counting pairs of letters to a transformer lower the loss on names never seen?
 * Command: npx blankfile run nn/makemore
 * Expectation: Pairs give 2.4540 on all names; the network over the last letters at most 2.20 on the validation names; the best of all at most 2.10.
 * Minutes: 15
 * Data: text
 *
 * The ladder of A. Karpathy's lectures, https://github.com/karpathy/makemore, on its file of 32,033 names and its split. The loss is the mean of
 * −log p(letter | letters before it) over all letters and ends of names, in nats. One variable: the model. Each trains with AdamW over equally many
 * steps, the rate falling as a half cosine. Karpathy's lectures quote about 2.10 for a network with batch norm over three letters and 1.993 for
 * the tree over eight; his models train ten to fifty times longer.
 */
import { nearest } from "@blankfile/curriculum";
import { nameContexts } from "@blankfile/data";
import { loadNames } from "@blankfile/data/node";
import {
  AdamW,
  BatchNorm1d,
  crossEntropy,
  Embedding,
  GRU,
  LayerNorm,
  Linear,
  loadCheckpoint,
  Module,
  ModuleList,
  RNN,
  saveCheckpoint,
  stopOnNonFinite,
  TransformerEncoderLayer,
} from "@blankfile/nn";
import { arange, compile, noGrad, Philox, softmax, type Tensor, Tensor as TensorOf } from "@blankfile/tensor";
import { experiment, type Figures, FlagError, showFigure, type Training } from "@blankfile/tracking/node";

const V = 27;
/** Places of the longest name, with its end. */
const longest = 16;

/** Letters before, each as a vector, side by side, through one hidden layer. Bengio et al. 2003, https://jmlr.org/papers/v3/bengio03a.html */
class Mlp extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly hidden: Linear;
  readonly norm: BatchNorm1d | null;
  readonly head: Linear;

  constructor(context: number, batchNorm: boolean, rng: Philox) {
    super();
    this.embed = new Embedding(V, 16, { rng });
    this.hidden = new Linear(16 * context, 200, { bias: !batchNorm, rng });
    this.norm = batchNorm ? new BatchNorm1d(200) : null;
    this.head = new Linear(200, V, { rng });
  }

  forward(x: Tensor): Tensor {
    const h = this.hidden.forward(this.embed.forward(x).flatten(1)); // [B, T] → [B, 200]
    return this.head.forward((this.norm ? this.norm.forward(h) : h).tanh());
  }
}

/** Neighbours two by two, three times over: eight letters become one vector. After WaveNet, https://arxiv.org/abs/1609.03499 */
class Tree extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly layers: ModuleList<Linear>;
  readonly norms: ModuleList<BatchNorm1d>;
  readonly head: Linear;

  constructor(width: number, rng: Philox) {
    super();
    this.embed = new Embedding(V, 24, { rng });
    this.layers = new ModuleList(
      [24, width, width].map((size) => new Linear(2 * size, width, { bias: false, rng })),
    );
    this.norms = new ModuleList(Array.from({ length: 3 }, () => new BatchNorm1d(width)));
    this.head = new Linear(width, V, { rng });
  }

  forward(x: Tensor): Tensor {
    let h = this.embed.forward(x); // [B, 8, 24]
    for (let i = 0; i < 3; i++) {
      const [B, T, C] = h.shape as [number, number, number];
      const pairs = this.layers.at(i).forward(h.reshape([(B * T) / 2, 2 * C])); // [B · T/2, width]
      h = this.norms
        .at(i)
        .forward(pairs)
        .tanh()
        .reshape([B, T / 2, pairs.shape[1]!]);
    }
    return this.head.forward(h.squeeze(1));
  }
}

/** One state that is carried along the name. */
class Recurrent extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly body: RNN | GRU;
  readonly head: Linear;

  constructor(kind: "rnn" | "gru", rng: Philox) {
    super();
    this.embed = new Embedding(V, 64, { rng });
    const options = { batchFirst: true, rng };
    this.body = kind === "rnn" ? new RNN(64, 128, options) : new GRU(64, 128, options);
    this.head = new Linear(128, V, { rng });
  }

  forward(x: Tensor): Tensor {
    const [h] = this.body.forward(this.embed.forward(x)); // [B, T, 128]
    return this.head.forward(h).flatten(0, 1); // [B · T, V]
  }
}

/** Each place looks at those before it. Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, as in GPT-2 */
class Attentive extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly positions: Embedding;
  readonly layers: ModuleList<TransformerEncoderLayer>;
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor(rng: Philox) {
    super();
    const options = {
      dimFeedforward: 256,
      dropout: 0,
      normFirst: true,
      batchFirst: true,
      activation: "gelu",
      rng,
    } as const;
    this.embed = new Embedding(V, 64, { rng });
    this.positions = new Embedding(longest, 64, { rng });
    this.layers = new ModuleList(
      Array.from({ length: 2 }, () => new TransformerEncoderLayer(64, 4, options)),
    );
    this.norm = new LayerNorm(64);
    this.head = new Linear(64, V, { rng });
  }

  forward(x: Tensor): Tensor {
    let h = this.embed.forward(x).add(this.positions.forward(arange(0, longest, { dtype: "int32" }))); // [B, T, 64]
    for (const layer of this.layers) h = layer.forward(h, { isCausal: true });
    return this.head.forward(this.norm.forward(h)).flatten(0, 1); // [B · T, V]
  }
}

/** What a model reads: the last so many letters, or the name as a whole. */
const models: Record<string, { context: number | "name"; make: (rng: Philox) => Module<[Tensor], Tensor> }> =
  {
    mlp: { context: 3, make: (rng) => new Mlp(3, false, rng) },
    "mlp-batch-norm": { context: 3, make: (rng) => new Mlp(3, true, rng) },
    "mlp-8": { context: 8, make: (rng) => new Mlp(8, true, rng) },
    wavenet: { context: 8, make: (rng) => new Tree(128, rng) },
    rnn: { context: "name", make: (rng) => new Recurrent("rnn", rng) },
    gru: { context: "name", make: (rng) => new Recurrent("gru", rng) },
    transformer: { context: "name", make: (rng) => new Attentive(rng) },
  };

const { names, train, val, vocabulary } = await loadNames();

await experiment({
  name: "nn/makemore",
  nearest,
  variants: ["bigram", ...Object.keys(models)],
  seeds: 3,
  flags: {
    steps: { default: 4000, says: "training steps" },
    batch: {
      default: 1024,
      says: "letters a step; networks over whole names take a sixteenth as many names",
    },
    lr: { default: 0.005, says: "AdamW's largest step size; a third of it for networks over whole names" },
  },
  smoke: { steps: 10 },
  metrics: {
    "val/loss": { goal: "minimize" },
    "train/loss": { goal: "minimize" },
    "all/loss": { goal: "minimize" },
  },

  check({ steps, batch, lr }) {
    for (const [name, value] of Object.entries({ steps, batch }))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      bigram: [2.44, 2.47],
      mlp: [2.12, 2.2],
      "mlp-batch-norm": [2.1, 2.18],
      "mlp-8": [2.05, 2.15],
      wavenet: [1.99, 2.1],
      rnn: [2.02, 2.15],
      gru: [1.97, 2.1],
      transformer: [1.97, 2.1],
    };
    const range = ranges[variant]!;
    return { text: `Between ${range[0]} and ${range[1]} nats a letter.`, metric: "val/loss", range };
  },

  steps: ({ steps }, variant) => (variant === "bigram" ? 1 : steps),

  train: (training) => (training.variant === "bigram" ? bigram(training) : network(training)),

  judge(figures: Figures) {
    const of = (variant: string) => figures.of(variant, "val/loss");
    const all = figures.mean("bigram", "all/loss");
    const best = Object.keys(models)
      .map(of)
      .reduce((a, b) => (b.mean < a.mean ? b : a));
    return [
      {
        text: "pairs, loss on all names, 2.4540 within 0.0005",
        found: all.toFixed(5),
        met: Math.abs(all - 2.454) <= 0.0005,
      },
      {
        text: "mlp over three letters, validation loss, at most 2.20",
        found: showFigure(of("mlp")),
        met: of("mlp").mean <= 2.2,
      },
      { text: `the best, ${best.variant}, at most 2.10`, found: showFigure(best), met: best.mean <= 2.1 },
      ...["bigram", ...Object.keys(models)].map((name) => ({ text: name, found: showFigure(of(name)) })),
    ];
  },
});

/** p(b | a) = count of a then b / count of a, from all names; with one added to each count for names never seen. */
async function bigram({ run }: Training<unknown>): Promise<Record<string, number>> {
  const counted = (list: readonly string[], added: number) => {
    const counts = Array.from({ length: V }, () => new Float64Array(V).fill(added));
    for (const [a, b] of pairsOf(list)) counts[a]![b]! += 1;
    return counts.map((row) => row.map((count) => count / row.reduce((x, y) => x + y)));
  };
  const loss = (list: readonly string[], p: Float64Array[]) => {
    const pairs = pairsOf(list);
    return -pairs.reduce((total, [a, b]) => total + Math.log(p[a]![b]!), 0) / pairs.length;
  };
  const found = { "all/loss": loss(names, counted(names, 0)), "val/loss": loss(val, counted(train, 1)) };
  run.log(found, { step: 1 });
  return found;
}

function pairsOf(list: readonly string[]): [number, number][] {
  return list.flatMap((name) => {
    const ids = vocabulary.encode(`.${name}.`);
    return Array.from({ length: ids.length - 1 }, (_, i): [number, number] => [ids[i]!, ids[i + 1]!]);
  });
}

interface Config {
  steps: number;
  batch: number;
  lr: number;
}

async function network(training: Training<Config>): Promise<Record<string, number>> {
  const { variant, seed, config, run, stopped, save, from, progress } = training;
  const { context, make } = models[variant]!;
  const rng = new Philox(seed);
  const model = make(rng.fork("weights"));
  const lr = context === "name" ? config.lr / 3 : config.lr;
  const size = context === "name" ? Math.ceil(config.batch / 16) : config.batch;
  const optimizer = new AdamW(model.parameters(), { lr, weightDecay: 0.01 });
  const learn = compile((x: Tensor, y: Tensor) => {
    const again = ({ x, y }: Examples) => crossEntropy(model.forward(x), y);
    const loss = again({ x, y });
    stopOnNonFinite(loss, { model, data: { x, y }, again });
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss;
  });
  const data = examples(train, context);
  const evaluate = evaluation(model, examples(val, context));

  let step = from?.step ?? 0;
  if (from) loadCheckpoint(from.bytes, { model, optimizer });
  let loss = Number.NaN;
  while (step < config.steps && !stopped()) {
    optimizer.lr = (lr / 2) * (1 + Math.cos((Math.PI * step) / config.steps));
    const draws = rng.fork(step);
    const rows = Int32Array.from({ length: size }, () => draws.integer(data.x.shape[0]!));
    const [x, y] = [pick(data.x, rows), pick(data.y, rows)];
    step += 1;
    run.log({ "train/loss": learn(x, y.flatten()).item() }, { step });
    if (step % 1000 === 0 || step === config.steps || stopped()) {
      loss = evaluate();
      run.log({ "val/loss": loss }, { step });
      await save(saveCheckpoint({ model, optimizer }), step);
      progress(step, config.steps, `step ${step}, validation ${loss.toFixed(3)}`);
    }
  }
  if (context === "name") run.text("samples", sample(model, rng.fork("samples")).join(" "), { step });
  return { "val/loss": loss };
}

type Examples = {
  x: Tensor;
  y: Tensor;
};

/** Letters and what follows: [N, T] and [N], or whole names [N, 16] and [N, 16], with −100 behind their ends. */
function examples(list: readonly string[], context: number | "name"): Examples {
  if (context !== "name") {
    const { contexts, targets } = nameContexts(list, vocabulary, context);
    return { x: contexts, y: targets };
  }
  const [x, y] = [new Int32Array(list.length * longest), new Int32Array(list.length * longest).fill(-100)];
  for (const [n, name] of list.entries()) {
    x.set(vocabulary.encode(`.${name}`), n * longest);
    y.set(vocabulary.encode(`${name}.`), n * longest);
  }
  const shape = [list.length, longest];
  return { x: new TensorOf(x, shape, "int32"), y: new TensorOf(y, shape, "int32") };
}

function pick(x: Tensor, rows: Int32Array): Tensor {
  return x.indexSelect(0, new TensorOf(rows, [rows.length], "int32"));
}

/** The mean loss over all letters, in parts of 1,000 rows. */
function evaluation(model: Module<[Tensor], Tensor>, { x, y }: Examples): () => number {
  const sum = compile((x: Tensor, y: Tensor) =>
    noGrad(() => [crossEntropy(model.forward(x), y, { reduction: "sum" }), y.ne(-100).sum()] as const),
  );
  return () => {
    model.eval();
    let [total, letters] = [0, 0];
    for (let at = 0; at < x.shape[0]!; at += 1000) {
      const [loss, count] = sum(x.slice([at, at + 1000]), y.slice([at, at + 1000]).flatten());
      total += loss.item();
      letters += count.item();
    }
    model.train();
    return total / letters;
  };
}

/** Ten names, letter by letter. */
function sample(model: Module<[Tensor], Tensor>, rng: Philox): string[] {
  model.eval();
  return Array.from({ length: 10 }, () => {
    const ids = new Int32Array(longest);
    let length = 0;
    while (length < longest - 1) {
      const logits = noGrad(() => model.forward(new TensorOf(ids, [1, longest], "int32")));
      const p = softmax(logits.slice(length), { dim: 0 }).data;
      let [rest, next] = [rng.uniform(), 0];
      while (next < V - 1 && rest >= p[next]!) rest -= p[next++]!;
      if (next === 0) break;
      ids[++length] = next;
    }
    return vocabulary.decode(ids.slice(1, length + 1));
  });
}
