import type { ModelForm } from "./language-model-weights.ts";

export const partIds = [
  "text",
  "tokens",
  "embeddings",
  "attention",
  "mlp",
  "residual",
  "logits",
  "sampling",
  "again",
  "pretraining",
  "post-training",
  "evaluation",
] as const;

export type PartId = (typeof partIds)[number];

/** A part of the picture: what it does, its shapes, the topics that explain it, the parts of the track that build it. */
export interface Part {
  id: PartId;
  title: string;
  text: string;
  shapes: string;
  /** Slugs. */
  topics: string[];
  /** Ids of the track's units. */
  units: string[];
}

/** The parts of a language model, with the sizes of the small one that runs in the page. */
export function languageModelParts({
  letters,
  block: T,
  channels: C,
  heads: H,
  layers: N,
}: ModelForm): Part[] {
  const V = [...letters].length;
  return [
    {
      id: "text",
      title: "Text",
      text: `The model reads a text and says how probable each continuation of it is. What it can take in at once is its context; this one reads the last ${T} characters, and what stands before them has no influence at all.`,
      shapes: `a string of at most T = ${T} characters`,
      topics: ["autoregressive", "ngram-models"],
      units: ["phase-2"],
    },
    {
      id: "tokens",
      title: "Tokens",
      text: `The text is cut into pieces from a fixed list, and each piece becomes its number in that list. Here a piece is one character; large models use some ten thousand to some hundred thousand pieces of words, found by byte pair encoding or a relative of it. Whatever the list cannot spell, the model cannot read.`,
      shapes: `T whole numbers from 0 to V − 1, V = ${V}`,
      topics: ["tokenization", "bpe", "tokenizer-failures"],
      units: ["phase-2"],
    },
    {
      id: "embeddings",
      title: "Embeddings and positions",
      text: `Each token looks up its row in a learnt table, and each place adds a row of a second one, since attention by itself would not notice if the tokens changed places. Newer models leave the second table out and turn queries and keys by an angle that grows with the place (RoPE).`,
      shapes: `E [V, C] and P [T, C]; their rows added: h [T, C], C = ${C}`,
      topics: ["embeddings", "learned-positions", "permutation-equivariance", "rope"],
      units: ["phase-2"],
    },
    {
      id: "attention",
      title: "Attention",
      text: `Each place sends out a query, compares it with the keys of all places up to its own, and takes the mean of their values, weighted by the softmax of the comparisons. The mask of what comes later is why all places can be trained at once. Several heads do this side by side, each on its own ${C / H} numbers.`,
      shapes: `Q, K, V [T, D] for each of H = ${H} heads, D = C / H = ${C / H}; weights [T, T], each row with sum 1; result [T, C]`,
      topics: ["scaled-dot-product", "causal-masking", "multi-head-attention"],
      units: ["phase-2"],
    },
    {
      id: "mlp",
      title: "MLP",
      text: `The same small network runs at every place by itself: a linear map to four times the width, a nonlinearity (here ReLU), and a linear map back. Attention moves information between places; this part computes with what has arrived.`,
      shapes: `[T, C] → [T, 4 C] → [T, C], 4 C = ${4 * C}`,
      topics: ["mlp", "activations", "gated-linear-units", "transformer-block"],
      units: ["phase-1", "phase-2"],
    },
    {
      id: "residual",
      title: "Residuals and norms",
      text: `Attention and MLP add to the vector that runs past them and replace nothing, so a gradient always has a way back that no weight shrinks. Each reads a normalised copy of it, of mean 0 and variance 1 up to a learnt scale and shift; many newer models divide by the root mean square only. The pair of attention and MLP is one block, and this model has ${N} of them.`,
      shapes: `h [T, C] before and after every part; N = ${N} blocks`,
      topics: ["residual-connections", "layer-normalization", "rmsnorm", "gpt-architecture"],
      units: ["phase-2"],
    },
    {
      id: "logits",
      title: "Logits",
      text: `After the last block each vector is normalised once more and mapped to one number for every token of the list. Only differences between these numbers matter: the softmax of one row is the distribution of the next token. In training every row is compared with the character that does come next.`,
      shapes: `[T, C] → [T, V]; the last row speaks of the character to come`,
      topics: ["softmax-cross-entropy", "next-token-objective", "logsumexp"],
      units: ["phase-1", "phase-2"],
    },
    {
      id: "sampling",
      title: "Sampling",
      text: `Logits are divided by the temperature, the k largest are kept, the softmax makes them probabilities, and one token is drawn. Temperature 0 always takes the most probable one. With the same seed the same characters come.`,
      shapes: `one row [V] → probabilities [V] → one token`,
      topics: ["decoding"],
      units: ["phase-2"],
    },
    {
      id: "again",
      title: "Text again",
      text: `The drawn token is appended, and the whole runs again for the next one: an answer of 300 tokens is 300 passes. A real system keeps the keys and values of earlier places (the KV cache), so that a pass computes one place only; this page computes all of them anew.`,
      shapes: `T grows by one until the context is full`,
      topics: ["autoregressive", "kv-cache"],
      units: ["phase-2", "phase-3"],
    },
    {
      id: "pretraining",
      title: "Pretraining",
      text: `All weights start from random numbers and are changed, step by step, against the gradient of the cross-entropy between the predicted next token and the real one, on as much text as one can get and pay for. Nobody labels anything; the text is its own answer. This is where nearly all of the computation goes.`,
      shapes: `loss = mean of −log p(next token | those before it), in nats`,
      topics: [
        "next-token-objective",
        "backpropagation",
        "adamw",
        "generative-pretraining",
        "pretraining-data",
        "chinchilla",
      ],
      units: ["phase-1", "phase-2", "phase-3"],
    },
    {
      id: "post-training",
      title: "Post-training",
      text: `A pretrained model continues texts; it does not yet answer. Training goes on with examples of answers (instruction tuning), then with preferences between answers or with rewards that can be checked, held near the model it started from. The small model here has had none of it.`,
      shapes: `the same weights, another loss`,
      topics: ["instruction-tuning", "reward-modeling", "rlhf", "dpo", "grpo", "rlvr"],
      units: ["phase-4"],
    },
    {
      id: "evaluation",
      title: "Evaluation",
      text: `The loss on text that was held out compares models with the same tokens; whether an answer is any good needs tasks with known answers, or judges, and each of those can be fooled, by a benchmark that was in the training text for instance. A difference counts only together with its uncertainty.`,
      shapes: `a number with an interval, and what it was measured on`,
      topics: ["perplexity-evaluation", "eval-design", "eval-statistics", "contamination"],
      units: ["phase-2", "phase-4"],
    },
  ];
}
