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

/** How many numbers are learned, and where. */
export function parameterCount(sizes: Sizes): Count {
  throw new Error("parameterCount is not written yet");
}

/** Of B texts of T tokens each. */
export function shapes(sizes: Sizes, B: number, T: number): Shapes {
  throw new Error("shapes is not written yet");
}
