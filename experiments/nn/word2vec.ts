/**
 * Words as vectors, learnt from the company they keep.
 *
 * Question: Do skip-gram, CBOW and factorised counts find the words that mean the same, from nothing but their neighbours?
 * Command: npx blankfile run nn/word2vec
 * Expectation: In a text with planted synonyms the nearest neighbour of at least nine words in ten is a synonym, by all three ways.
 * Minutes: 2
 * Data: text
 *
 * Skip-gram with negative sampling (Mikolov et al. 2013, https://arxiv.org/abs/1310.4546, equation 4) tells the word c that stands near w from k words
 * that were drawn from counts to the power of 3/4:
 *
 *   L = −log σ(v_c · u_w) − Σᵢ log σ(−v_nᵢ · u_w),   i = 1 … k
 *
 * CBOW puts the mean of all u around c in the place of u_w (https://arxiv.org/abs/1301.3781). Levy and Goldberg 2014
 * (https://papers.nips.cc/paper/5477-neural-word-embedding-as-implicit-matrix-factorization) show that L is least where v_c · u_w = PMI(w, c) − log k: PPMI-SVD
 * factorises max(0, PMI) at once, u = U √Σ. One variable: the way. The text: 20 meanings of five words each, a common one and rarer
 * ones; each meaning is followed by one of three others; words without meaning come between. The last variant is a look at Shakespeare's words.
 */
import { nearest } from "@blankfile/curriculum";
import { tokenizeWords, WordVocabulary } from "@blankfile/data";
import { loadTinyShakespeare } from "@blankfile/data/node";
import {
  Adam,
  constant_,
  Embedding,
  loadCheckpoint,
  logSigmoid,
  Module,
  saveCheckpoint,
  stopOnNonFinite,
  uniform_,
} from "@blankfile/nn";
import { cat, compile, Philox, svd, type Tensor, Tensor as TensorOf, tensor, zeros } from "@blankfile/tensor";
import { experiment, FlagError, showFigure, type Training } from "@blankfile/tracking/node";

const meanings = 20;
const synonyms = 5;
const asked = ["king", "queen", "love", "death", "sword", "night", "brother", "father"];

/** Two vectors for each word, u where it is read and v where it is told; [B, n] and [B, 1 + k] to [B, 1 + k] scores v · mean u. */
class WordVectors extends Module<[Tensor, Tensor], Tensor> {
  readonly input: Embedding;
  readonly output: Embedding;

  constructor(words: number, dim: number, rng: Philox) {
    super();
    this.input = new Embedding(words, dim, { rng });
    this.output = new Embedding(words, dim, { rng });
    uniform_(this.input.weight, { a: -0.5 / dim, b: 0.5 / dim, rng });
    constant_(this.output.weight, 0);
  }

  forward(read: Tensor, told: Tensor): Tensor {
    const present = read.ne(0).to("float32"); // padding counts nothing
    const u = this.input.forward(read).mul(present.unsqueeze(2)).sum({ dim: 1 }); // [B, C]
    const mean = u.div(present.sum({ dim: 1, keepdim: true }));
    return this.output.forward(told).matmul(mean.unsqueeze(2)).squeeze(2);
  }
}

interface Config {
  steps: number;
  batch: number;
  dim: number;
  window: number;
  negatives: number;
  lr: number;
  sentences: number;
}

await experiment({
  name: "nn/word2vec",
  nearest,
  variants: ["skip-gram", "cbow", "ppmi-svd", "shakespeare"],
  seeds: 3,
  flags: {
    steps: { default: 2000, says: "steps of Adam; Shakespeare takes twice as many" },
    batch: { default: 256, says: "examples a step; Shakespeare twice as many" },
    dim: { default: 16, says: "numbers a word; 64 for Shakespeare's" },
    window: { default: 2, says: "words to each side that count as near; 4 in Shakespeare" },
    negatives: { default: 5, says: "drawn words for each true one: k" },
    lr: { default: 0.01, says: "Adam's step size at the start" },
    sentences: { default: 4000, says: "sentences of the text with planted synonyms" },
  },
  smoke: { steps: 20, sentences: 300 },
  metrics: {
    "vectors/purity": { goal: "maximize" },
    "train/loss": { goal: "minimize" },
  },

  check({ lr, ...whole }) {
    for (const [name, value] of Object.entries(whole))
      if (!Number.isInteger(value) || value < 1)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 1 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict: (variant) =>
    variant === "shakespeare"
      ? {
          text: "Family stands by family: the neighbours of brother and father are kin. No figure is predicted.",
        }
      : {
          text: "Nearly every word has a synonym as its nearest neighbour.",
          metric: "vectors/purity",
          range: [0.95, 1],
        },

  steps: ({ steps }, variant) => (variant === "ppmi-svd" ? 1 : variant === "shakespeare" ? 2 * steps : steps),

  train: (training) => (training.variant === "ppmi-svd" ? factorise(training) : learn(training)),

  judge(figures) {
    const softplus = (x: number) => Math.log(1 + Math.exp(x));
    const byHand = Math.abs(lossByHand().item() - softplus(-2) - softplus(-1) - softplus(1));
    return [
      {
        text: "loss of u = (1, 2), v_c = (1, ½), v_n = (−1, 0) and (0, ½): difference from log(1 + e⁻²) + log(1 + e⁻¹) + log(1 + e) = 1.753452, below 1e-6",
        found: byHand.toExponential(1),
        met: byHand < 1e-6,
      },
      ...["skip-gram", "cbow", "ppmi-svd"].map((variant) => {
        const purity = figures.of(variant, "vectors/purity");
        const text = `${variant}: share of words whose nearest neighbour is a planted synonym, at least 0.9 (chance: 0.03)`;
        return { text, found: showFigure(purity), met: purity.mean >= 0.9 };
      }),
    ];
  },
});

/** −log σ(s₀) − Σ log σ(−sᵢ) of scores [B, 1 + k], mean over B. */
function negativeSamplingLoss(scores: Tensor): Tensor {
  const told = logSigmoid(scores.slice(null, [0, 1])).sum({ dim: 1 });
  const drawn = logSigmoid(scores.slice(null, [1, scores.shape[1]!]).neg()).sum({ dim: 1 });
  return told.add(drawn).mean().neg();
}

function lossByHand(): Tensor {
  const model = new WordVectors(5, 2, new Philox(0));
  model.input.weight.data.set([0, 0, 1, 2], 0); // word 1 has u = (1, 2)
  model.output.weight.data.set([1, 0.5, -1, 0, 0, 0.5], 4); // words 2, 3, 4
  return negativeSamplingLoss(
    model.forward(tensor([[1]], { dtype: "int32" }), tensor([[2, 3, 4]], { dtype: "int32" })),
  );
}

async function learn(training: Training<Config>): Promise<Record<string, number>> {
  const { variant, seed, run, stopped, save, from, progress } = training;
  const planted = variant !== "shakespeare";
  const config = planted ? training.config : larger(training.config);
  const rng = new Philox(seed);
  const text = planted
    ? plantedText(config.sentences, rng.fork("text"))
    : await shakespeare(rng.fork("text"));
  const { vocabulary } = text;
  const windows = windowsOf(text, config.window);
  const noise = noiseOf(windows, vocabulary.size);
  const model = new WordVectors(vocabulary.size, config.dim, rng.fork("weights"));
  const optimizer = new Adam(model.parameters(), { lr: config.lr });
  const update = compile((read: Tensor, told: Tensor) => {
    const loss = negativeSamplingLoss(model.forward(read, told));
    stopOnNonFinite(loss);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss;
  });

  let [step, loss] = [from?.step ?? 0, Number.NaN];
  if (from) loss = Number(loadCheckpoint(from.bytes, { model, optimizer }).loss);
  while (step < config.steps && !stopped()) {
    optimizer.lr = config.lr * (1 - step / config.steps);
    const cbow = variant === "cbow";
    const [read, told] = examples(windows, noise, { ...config, cbow, rng: rng.fork(step) });
    step += 1;
    const now = update(read, told).item();
    loss = Number.isNaN(loss) ? now : 0.99 * loss + 0.01 * now; // a running mean: single batches scatter
    run.log({ "train/loss": loss }, { step });
    if (step % 500 === 0 || step === config.steps) {
      if (planted) run.log({ "vectors/purity": purity(model.input.weight, vocabulary) }, { step });
      await save(saveCheckpoint({ model, optimizer }, { loss: String(loss) }), step);
      progress(step, config.steps, `step ${step}, loss ${loss.toFixed(3)}`);
    }
  }
  const u = model.input.weight.detach();
  if (!planted) {
    run.text("neighbours", asked.map((word) => neighbours(word, u, vocabulary)).join("\n"), { step });
    return { "train/loss": loss };
  }
  drawMap(run, u, vocabulary);
  return { "train/loss": loss, "vectors/purity": purity(u, vocabulary) };
}

/** u = U √Σ of max(0, PMI), PMI = log(#(w, c) N / (#w #c)), in C dimensions. Nothing is drawn but the text. */
async function factorise({ seed, config, run }: Training<Config>): Promise<Record<string, number>> {
  const text = plantedText(config.sentences, new Philox(seed).fork("text"));
  const counts = countsOf(windowsOf(text, config.window), text.vocabulary.size).slice([2, null], [2, null]);
  const expected = counts
    .sum({ dim: 1, keepdim: true })
    .mul(counts.sum({ dim: 0 }))
    .div(counts.sum());
  const ppmi = counts.div(expected).clamp({ min: 1 }).log(); // log max(1, x) = max(0, log x), and 0 where nothing was counted
  const { U, S } = svd(ppmi);
  const u = U.mul(S.sqrt()).slice(null, [0, config.dim]); // [V − 2, C]
  const padded = cat([zeros([2, config.dim], { dtype: "float64" }), u]);
  const found = { "vectors/purity": purity(padded, text.vocabulary) };
  run.log(found, { step: 1 });
  drawMap(run, padded, text.vocabulary);
  return found;
}

interface Text {
  vocabulary: WordVocabulary;
  texts: Int32Array[];
}

/** Eight meanings a sentence, each followed by one of three; its words with weights 1, 1/2 … 1/5; with 0.3 a word without meaning after. */
function plantedText(sentences: number, rng: Philox): Text {
  const follow = Array.from({ length: meanings }, () => [0, 1, 2].map(() => rng.integer(meanings)));
  const zipf = (n: number) => Math.floor((n + 1) ** rng.uniform()) - 1; // P(i) = log(1 + 1 / (i + 1)) / log(n + 1)
  const texts = Array.from({ length: sentences }, () => {
    let meaning = rng.integer(meanings);
    return Array.from({ length: 8 }, () => {
      const word = `m${meaning}${"abcde"[zipf(synonyms)]}`;
      meaning = follow[meaning]![rng.integer(3)]!;
      return rng.uniform() < 0.3 ? [word, `filler${zipf(meanings)}`] : [word];
    }).flat();
  });
  const vocabulary = WordVocabulary.of(texts);
  return { vocabulary, texts: texts.map((words) => vocabulary.encode(words)) };
}

/** Speeches without marks and rare words; frequent words are left out with 1 − √(10⁻³ / frequency), Mikolov et al., equation 5. */
async function shakespeare(rng: Philox): Promise<Text> {
  const { text } = await loadTinyShakespeare();
  const speeches = text
    .split("\n\n")
    .map((speech) => tokenizeWords(speech).filter((word) => /\p{L}/u.test(word)));
  const vocabulary = WordVocabulary.of(speeches, { minCount: 10 });
  const ids = speeches.map((speech) => vocabulary.encode(speech).filter((id) => id !== 1));
  const counts = new Float64Array(vocabulary.size);
  for (const speech of ids) for (const id of speech) counts[id]! += 1;
  const total = counts.reduce((a, b) => a + b);
  const kept = ids.map((speech) =>
    speech.filter((id) => rng.uniform() < Math.sqrt((1e-3 * total) / counts[id]!)),
  );
  return { vocabulary, texts: kept };
}

/** Around each word its neighbours within `width / 2`, 0 where the sentence is over. */
interface Windows {
  centres: Int32Array;
  /** [N, width] */
  contexts: Int32Array;
  width: number;
  /** Places in `contexts` that hold a word: all pairs. */
  pairs: Int32Array;
}

function windowsOf({ texts }: Text, window: number): Windows {
  const centres = Int32Array.from(texts.flatMap((text) => [...text]));
  const offsets = Array.from({ length: window }, (_, i) => i + 1).flatMap((i) => [-i, i]);
  const contexts = Int32Array.from(
    texts.flatMap((text) => [...text.keys()].flatMap((at) => offsets.map((by) => text[at + by] ?? 0))),
  );
  const pairs = Int32Array.from(contexts.keys()).filter((place) => contexts[place] !== 0);
  return { centres, contexts, width: offsets.length, pairs };
}

/** Words in shares of count^(3/4): one of 100,000 places drawn evenly, as in word2vec.c. */
function noiseOf({ centres }: Windows, size: number): Int32Array {
  const counts = new Float64Array(size);
  for (const id of centres) counts[id]! += 1;
  const shares = counts.map((count) => count ** 0.75);
  const total = shares.reduce((a, b) => a + b);
  return Int32Array.from(
    [...shares].flatMap((share, id) => Array(Math.round((1e5 * share) / total)).fill(id)),
  );
}

interface Draw {
  batch: number;
  negatives: number;
  cbow: boolean;
  rng: Philox;
}

/** What is read, [B, 1] a word or [B, width] its neighbours, and what is told, [B, 1 + k], the true word first. */
function examples(
  windows: Windows,
  noise: Int32Array,
  { batch, negatives, cbow, rng }: Draw,
): [Tensor, Tensor] {
  const { centres, contexts, width, pairs } = windows;
  const read: number[] = [];
  const told: number[] = [];
  for (let b = 0; b < batch; b++) {
    const place = pairs[rng.integer(pairs.length)]!;
    const at = Math.floor(place / width);
    read.push(...(cbow ? contexts.subarray(at * width, (at + 1) * width) : [centres[at]!]));
    told.push(cbow ? centres[at]! : contexts[place]!);
    for (let i = 0; i < negatives; i++) told.push(noise[rng.integer(noise.length)]!);
  }
  const ids = (list: number[]) => new TensorOf(Int32Array.from(list), [batch, list.length / batch], "int32");
  return [ids(read), ids(told)];
}

/** #(w, c), [V, V]. */
function countsOf({ centres, contexts, width, pairs }: Windows, size: number): Tensor {
  const counts = new Float64Array(size * size);
  for (const place of pairs) counts[centres[Math.floor(place / width)]! * size + contexts[place]!]! += 1;
  return new TensorOf(counts, [size, size], "float64");
}

/** Cosines of all words, [V][V]; padding and unknown are near to nobody. */
function cosines(vectors: Tensor): number[][] {
  const unit = vectors
    .detach()
    .to("float64")
    .div(vectors.detach().norm({ dim: 1, keepdim: true }).add(1e-12));
  const all = unit.matmul(unit.transpose(0, 1)).toArray() as number[][];
  return all.map((row, w) => row.map((cosine, c) => (c < 2 || c === w ? -1 : cosine)));
}

function meaningOf(word: string): string | undefined {
  return /^m\d+/.exec(word)?.[0];
}

/** Of the words with a meaning, the share whose nearest neighbour has the same. */
function purity(vectors: Tensor, { words }: WordVocabulary): number {
  const near = cosines(vectors).map((row) => words[row.indexOf(Math.max(...row))]!);
  const planted = [...words.keys()].filter((id) => meaningOf(words[id]!));
  return planted.filter((id) => meaningOf(words[id]!) === meaningOf(near[id]!)).length / planted.length;
}

/** "king: queen duke …", by cosine. */
function neighbours(word: string, vectors: Tensor, vocabulary: WordVocabulary): string {
  const row = cosines(vectors)[vocabulary.encode([word])[0]!]!;
  const near = [...row.keys()].sort((a, b) => row[b]! - row[a]!).slice(0, 5);
  return `${word}: ${vocabulary.decode(near).join(" ")}`;
}

/** The words on the two axes along which their vectors differ most: u V of u − mean u = U Σ Vᵀ. */
function drawMap(run: Training<Config>["run"], vectors: Tensor, { words }: WordVocabulary): void {
  const u = vectors.slice([2, null]).to("float64");
  const { U, S } = svd(u.sub(u.mean({ dim: 0 })));
  const places = U.mul(S).slice(null, [0, 2]).toArray() as number[][];
  const rows = places.map(([x, y], i) => [words[i + 2]!, meaningOf(words[i + 2]!) ?? "", x!, y!]);
  run.table("map", { columns: ["word", "meaning", "x", "y"], rows });
}

/** The settings for Shakespeare's words, of which there are a hundred times as many. */
function larger(config: Config): Config {
  const { steps, batch, dim, window } = config;
  return { ...config, steps: 2 * steps, batch: 2 * batch, dim: 4 * dim, window: 2 * window };
}
