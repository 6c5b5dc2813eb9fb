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
/** A list of all arrays, as a model would hold them, and the sum of their sizes. */
export function parameterCount(sizes: Sizes): Count {
  valid(
    Object.values(sizes).filter((value) => typeof value === "number"),
    sizes,
  );
  const C = sizes.channels;
  const arrays: [keyof Omit<Count, "total">, number[]][] = [
    ["embedding", [sizes.vocabulary, C]],
    ["embedding", [sizes.context, C]],
    ["norms", [2, C]],
  ];
  if (!sizes.tied) arrays.push(["output", [C, sizes.vocabulary]]);
  const block: typeof arrays = [
    ["norms", [2, C]],
    ["attention", [C, 3 * C]],
    ["attention", [3 * C]],
    ["attention", [C, C]],
    ["attention", [C]],
    ["norms", [2, C]],
    ["mlp", [C, 4 * C]],
    ["mlp", [4 * C]],
    ["mlp", [4 * C, C]],
    ["mlp", [C]],
  ];
  const count: Count = { embedding: 0, attention: 0, mlp: 0, norms: 0, output: 0, total: 0 };
  const add = (part: keyof Count, shape: number[], times: number): void => {
    count[part] += times * shape.reduce((a, b) => a * b);
  };
  for (const [part, shape] of arrays) for (const to of [part, "total"] as const) add(to, shape, 1);
  for (const [part, shape] of block) {
    add(part, shape, part === "norms" ? sizes.layers : 1);
    add("total", shape, sizes.layers);
  }
  return count;
}

export function shapes(sizes: Sizes, B: number, T: number): Shapes {
  valid([B, T, sizes.vocabulary, sizes.context, sizes.channels, sizes.heads, sizes.layers], sizes);
  if (sizes.context < T) throw new RangeError(`shapes: no room for ${T} tokens`);
  const perText = (...rest: number[]): number[] => [B, ...rest];
  const perToken = (...rest: number[]): number[] => perText(T, ...rest);
  return {
    stream: perToken(sizes.channels),
    queries: perText(sizes.heads, T, sizes.channels / sizes.heads),
    scores: perText(sizes.heads, T, T),
    hidden: perToken(sizes.channels * 4),
    logits: perToken(sizes.vocabulary),
  };
}

function valid(values: readonly number[], { channels, heads }: Sizes): void {
  const bad = values.find((value) => !(value >= 1 && value % 1 === 0));
  if (bad !== undefined) throw new RangeError(`a whole number of at least 1 is needed, not ${bad}`);
  if (channels % heads > 0) throw new RangeError(`${channels} channels do not go into ${heads} heads`);
}
