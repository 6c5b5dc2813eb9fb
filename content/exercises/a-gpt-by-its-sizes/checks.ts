import { all, type Check, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Sizes } from "./starter.ts";

type Module = typeof import("./starter.ts");

const tiny: Sizes = { vocabulary: 5, context: 3, channels: 2, heads: 1, layers: 1, tied: true };
const small: Sizes = { vocabulary: 50257, context: 1024, channels: 768, heads: 12, layers: 12, tied: true };

/** The shapes of all arrays that are learned. */
function arraysOf({ vocabulary: V, context: N, channels: C, layers: L, tied }: Sizes): number[][] {
  const square = [[C, C], [C]];
  const norm = [[C], [C]];
  const block = [
    ...norm,
    ...square,
    ...square,
    ...square,
    ...square,
    ...norm,
    [C, 4 * C],
    [4 * C],
    [4 * C, C],
    [C],
  ];
  return [
    [V, C],
    [N, C],
    ...Array.from({ length: L }, () => block).flat(),
    ...norm,
    ...(tied ? [] : [[C, V]]),
  ];
}

export const checks: Check<Module>[] = [
  {
    name: "embeddings by hand: V = 5, N = 3, C = 2 have 10 + 6",
    probes: "learned-positions",
    why: "Positions are learned for all N places, however long the texts are that are read.",
    run: ({ parameterCount }) => equal(parameterCount(tiny).embedding, 16),
  },
  {
    name: "attention by hand: C = 2 has 4 · (4 + 2) = 24",
    probes: "multi-head-attention",
    why: "Queries, keys, values and the output are four maps from C to C, each with C² weights and C biases.",
    run: ({ parameterCount }) => equal(parameterCount(tiny).attention, 24),
  },
  {
    name: "more heads are no more parameters: 1, 2, 4 and 8 heads of 8 channels have 288",
    probes: "multi-head-attention",
    why: "A head is C/H wide: the heads share the C columns among them. The scores of each head have no parameters.",
    run: ({ parameterCount }) =>
      equal(
        [1, 2, 4, 8].map((heads) => parameterCount({ ...tiny, channels: 8, heads }).attention),
        [288, 288, 288, 288],
      ),
  },
  {
    name: "the MLP by hand: C = 2 has 16 + 8 and 16 + 2, together 42",
    probes: "mlp",
    why: "The wide layer has 4C = 8 units: 2 · 8 weights and 8 biases up, 8 · 2 weights and 2 biases down.",
    run: ({ parameterCount }) => equal(parameterCount(tiny).mlp, 42),
  },
  {
    name: "norms by hand: C = 2 with 1 block has 12, with 3 blocks 28",
    probes: "layer-normalization",
    why: "Two norms a block and one at the end, each with C gains and C shifts: (2L + 1) · 2C.",
    run: ({ parameterCount }) =>
      equal([parameterCount(tiny).norms, parameterCount({ ...tiny, layers: 3 }).norms], [12, 28]),
  },
  {
    name: "tied logits cost nothing, others C · V = 10, and the total knows of it",
    probes: "embeddings",
    why: "Tied, the matrix of the token embedding is used a second time and counted once. The map to the logits has no bias.",
    run: ({ parameterCount }) => {
      const [tied, untied] = [parameterCount(tiny), parameterCount({ ...tiny, tied: false })];
      return equal([tied.output, untied.output, untied.total - tied.total], [0, 10, 10]);
    },
  },
  {
    name: "the total by hand: 16 + 24 + 42 + 12 = 94, with 3 blocks 16 + 3 · 66 + 28 = 242",
    why: "Attention and MLP are given for one block and stand L times in the model; the norms are given for the whole model.",
    run: ({ parameterCount }) =>
      equal([parameterCount(tiny).total, parameterCount({ ...tiny, layers: 3 }).total], [94, 242]),
  },
  {
    name: "the parts add up to the total, for random sizes",
    why: "embedding + L (attention + mlp) + norms + output.",
    run: ({ parameterCount }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const draw = random(seed);
          const heads = 1 + draw.integer(4);
          const count = parameterCount({
            vocabulary: 1 + draw.integer(100),
            context: 1 + draw.integer(50),
            channels: heads * (1 + draw.integer(9)),
            heads,
            layers: seed,
            tied: seed % 2 === 0,
          });
          const { embedding, attention, mlp, norms, output, total } = count;
          return equal(total, embedding + seed * (attention + mlp) + norms + output);
        }),
      ),
  },
  {
    name: "random sizes: the total is what all arrays of such a model hold together",
    why: "Every array was written down with its shape here, block by block, and its elements counted.",
    run: ({ parameterCount }) =>
      all(
        ...[5, 6, 7, 8].map((seed) => {
          const draw = random(seed);
          const heads = 1 + draw.integer(3);
          const sizes = {
            vocabulary: 1 + draw.integer(99),
            context: 1 + draw.integer(50),
            channels: heads * (1 + draw.integer(9)),
            heads,
            layers: 1 + draw.integer(5),
            tied: seed % 2 === 0,
          };
          const held = arraysOf(sizes).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b), 0);
          return equal(parameterCount(sizes).total, held);
        }),
      ),
  },
  {
    name: "GPT-2 in its smallest size has 124,439,808, in its largest 1,557,611,200",
    why: "V = 50257, N = 1024; C = 768, L = 12 and C = 1600, L = 48. Biases and gains are 0.1 % of it: who is off by so little has forgotten some of them.",
    run: ({ parameterCount }) =>
      equal(
        [
          parameterCount(small).total,
          parameterCount({ ...small, channels: 1600, heads: 25, layers: 48 }).total,
        ],
        [124_439_808, 1_557_611_200],
      ),
  },
  {
    name: "shapes by hand: 8 texts of 100 tokens in the smallest GPT-2",
    probes: "multi-head-attention",
    why: "A head has 768/12 = 64 columns, a score for each pair of tokens in each head, and the logits are over the vocabulary at every token. T is 100, not the context.",
    run: ({ shapes }) =>
      equal(shapes(small, 8, 100), {
        stream: [8, 100, 768],
        queries: [8, 12, 100, 64],
        scores: [8, 12, 100, 100],
        hidden: [8, 100, 3072],
        logits: [8, 100, 50257],
      }),
  },
  {
    name: "sizes that do not fit are refused",
    why: "A text that is longer than the context has places without a row in the position embedding; heads of 1.5 columns do not exist.",
    run: ({ parameterCount, shapes }) =>
      all(
        ...[
          { channels: 0 },
          { layers: 1.5 },
          { vocabulary: -3 },
          { heads: 5 },
          { heads: 0 },
          { context: Number.NaN },
        ].flatMap((bad) => [
          refuses(() => parameterCount({ ...small, ...bad })),
          refuses(() => shapes({ ...small, ...bad }, 1, 1)),
        ]),
        refuses(() => shapes(small, 1, 1025)),
        refuses(() => shapes(small, 0, 5)),
        refuses(() => shapes(small, 2, 0.5)),
        equal(shapes(small, 1, 1024).stream, [1, 1024, 768]),
      ),
  },
];
