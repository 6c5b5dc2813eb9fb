// The logits' matrix is counted even where it is the token embedding's.
export interface Sizes {
  /** V. */
  vocabulary: number;
  /** N. */
  context: number;
  /** C. */
  channels: number;
  /** H. */
  heads: number;
  /** L. */
  layers: number;
  /** Whether the logits use the token embedding's matrix. */
  tied: boolean;
}

export interface Count {
  /** Tokens and positions. */
  embedding: number;
  /** Of one block. */
  attention: number;
  /** Of one block. */
  mlp: number;
  /** Of all blocks and the final one. */
  norms: number;
  /** 0 if tied. */
  output: number;
  total: number;
}

export interface Shapes {
  stream: number[];
  queries: number[];
  scores: number[];
  hidden: number[];
  logits: number[];
}
/** (V + N) C + L (4 (C² + C) + 8 C² + 5 C) + 2 C (2 L + 1), and C V more if not tied: about 12 L C² beside the embeddings. */
export function parameterCount(sizes: Sizes): Count {
  checkSizes("parameterCount", sizes);
  const { vocabulary: V, context: N, channels: C, layers: L, tied } = sizes;
  const embedding = V * C + N * C;
  const attention = 4 * linear(C, C);
  const mlp = linear(C, 4 * C) + linear(4 * C, C);
  const norms = (2 * L + 1) * 2 * C;
  const output = tied ? 0 : C * V;
  const again = C * V;
  return {
    embedding,
    attention,
    mlp,
    norms,
    output,
    total: embedding + L * (attention + mlp) + norms + again,
  };
}

/** The stream keeps its C channels from the embeddings to the last norm. */
export function shapes(sizes: Sizes, B: number, T: number): Shapes {
  checkSizes("shapes", sizes);
  checkWhole("shapes", { B, T });
  const { vocabulary: V, context: N, channels: C, heads: H } = sizes;
  if (T > N) throw new RangeError(`shapes: T is ${T}, up to ${N} tokens fit into the context`);
  return {
    stream: [B, T, C],
    queries: [B, H, T, C / H],
    scores: [B, H, T, T],
    hidden: [B, T, 4 * C],
    logits: [B, T, V],
  };
}

/** Weights and biases of a map from `from` to `to` numbers. */
function linear(from: number, to: number): number {
  return from * to + to;
}

function checkSizes(where: string, { tied, ...sizes }: Sizes): void {
  checkWhole(where, sizes);
  if (sizes.channels % sizes.heads !== 0)
    throw new RangeError(
      `${where}: ${sizes.heads} heads for ${sizes.channels} channels, a divisor is needed`,
    );
}

function checkWhole(where: string, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${where}: ${name} is ${value}, a whole number of at least 1 is needed`);
}
