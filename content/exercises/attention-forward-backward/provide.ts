import type { Provide } from "@blankfile/curriculum/check";
import {
  customFunction,
  isGradEnabled,
  Philox,
  randn,
  type scaledDotProductAttention,
  Tensor,
} from "@blankfile/tensor";
import type { Inputs, Matrix } from "./starter.ts";

type Mine = typeof import("./starter.ts");
type Ours = typeof scaledDotProductAttention;

/**
 * Queries [..., T, D], keys [..., S, D] and values [..., S, E] on the learner's two functions, one head of one sample at a time. A mask, a scale of one's own,
 * leading dimensions that differ, a causal view with T ≠ S, and inputs that do not fit stay with ours.
 */
export const provide: Provide<Mine, Ours> = {
  adapt: (mine, ours) => (q, k, v, options) => {
    const { attnMask, isCausal = false, scale } = options ?? {};
    if (attnMask !== undefined || scale !== undefined || !fits([q, k, v], isCausal))
      return ours(q, k, v, options);
    return attentionOf(mine, isCausal)(q, k, v);
  },
  trial(implementation, seed) {
    const rng = new Philox(seed);
    return [false, true].flatMap((isCausal) => {
      const S = isCausal ? 4 : 5;
      const inputs = [
        randn([2, 3, 4, 6], { rng }),
        randn([2, 3, S, 6], { rng }),
        randn([2, 3, S, 2], { rng }),
      ];
      for (const input of inputs) input.requiresGrad = true;
      const [q, k, v] = inputs as [Tensor, Tensor, Tensor];
      const y = implementation(q, k, v, { isCausal });
      y.mul(randn(y.shape, { rng })).sum().backward();
      return [...y.data, ...inputs.flatMap(({ grad }) => [...grad!.data])];
    });
  },
};

function fits(inputs: readonly Tensor[], isCausal: boolean): boolean {
  if (!inputs.every((x) => x instanceof Tensor && x.ndim >= 2 && x.numel() > 0)) return false;
  const [q, k, v] = inputs as [Tensor, Tensor, Tensor];
  const [[T, D], [S, width], [values]] = inputs.map((x) => x.shape.slice(-2)) as [
    number[],
    number[],
    number[],
  ];
  const lead = inputs.map((x) => x.shape.slice(0, -2).join());
  const floating = q.dtype === "float32" || q.dtype === "float64";
  const alike =
    floating && q.dtype === k.dtype && q.dtype === v.dtype && lead[0] === lead[1] && lead[0] === lead[2];
  return alike && D === width && S === values && (!isCausal || T === S);
}

function attentionOf(mine: Mine, causal: boolean) {
  return customFunction<[Tensor, Tensor, Tensor]>({
    name: "scaledDotProductAttention",
    forward(q, k, v) {
      const output = heads(q, k, v, causal).map((head) => mine.attention(head).output);
      return tensorOf(output, [...q.shape.slice(0, -1), v.shape.at(-1)!], q);
    },
    backward(g, { inputs: [q, k, v] }) {
      if (isGradEnabled())
        throw new TypeError(
          "scaledDotProductAttention: a gradient that is to be differentiated again, once is needed; your attentionGradients computes on plain numbers",
        );
      const upstream = matricesOf(g);
      const found = heads(q, k, v, causal).map((head, i) => mine.attentionGradients(head, upstream[i]!));
      return [
        tensorOf(
          found.map((head) => head.Q),
          q.shape,
          q,
        ),
        tensorOf(
          found.map((head) => head.K),
          k.shape,
          q,
        ),
        tensorOf(
          found.map((head) => head.V),
          v.shape,
          q,
        ),
      ];
    },
  });
}

/** What the learner's functions take, for each head of each sample. */
function heads(q: Tensor, k: Tensor, v: Tensor, causal: boolean): Inputs[] {
  const [Q, K, V] = [matricesOf(q), matricesOf(k), matricesOf(v)];
  return Q.map((own, i) => ({ Q: own, K: K[i]!, V: V[i]!, causal }));
}

/** The last two dimensions as matrices, the ones before them in a row. */
function matricesOf({ data, shape }: Tensor): Matrix[] {
  const [rows, cols] = shape.slice(-2) as [number, number];
  return Array.from({ length: data.length / (rows * cols) }, (_, i) =>
    Array.from({ length: rows }, (__, r) => [
      ...data.subarray((i * rows + r) * cols, (i * rows + r + 1) * cols),
    ]),
  );
}

/** In the floating point of another tensor. */
function tensorOf(matrices: Matrix[], shape: readonly number[], { dtype }: Tensor): Tensor {
  const numbers = matrices.flat(2);
  const data = dtype === "float64" ? Float64Array.from(numbers) : Float32Array.from(numbers);
  return new Tensor(data, [...shape], dtype);
}
