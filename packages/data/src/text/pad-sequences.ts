import { Tensor } from "@blankfile/tensor";

export interface PadOptions {
  /** T. The longest sequence's length unless told. */
  length?: number;
  /** What fills the rest. 0 unless told. */
  value?: number;
  /** Which part of a sequence is given up where it is longer than T. The end unless told. */
  truncate?: "end" | "start";
}

/** Sequences of different lengths as one matrix: `tokens` int32 [B, T], filled up at the end, and how long each is, `lengths` int32 [B]. */
export function padSequences(
  sequences: readonly ArrayLike<number>[],
  { length, value = 0, truncate = "end" }: PadOptions = {},
): { tokens: Tensor; lengths: Tensor } {
  const t = length ?? sequences.reduce((longest, sequence) => Math.max(longest, sequence.length), 0);
  if (!Number.isInteger(t) || t < 0)
    throw new RangeError(`padSequences: length ${t}, a whole number from 0 is needed`);
  const tokens = new Int32Array(sequences.length * t).fill(value);
  const lengths = Int32Array.from(sequences, (sequence) => Math.min(sequence.length, t));
  for (const [b, sequence] of sequences.entries()) {
    const from = truncate === "start" ? sequence.length - lengths[b]! : 0;
    for (let i = 0; i < lengths[b]!; i++) tokens[b * t + i] = sequence[from + i]!;
  }
  return {
    tokens: new Tensor(tokens, [sequences.length, t], "int32"),
    lengths: new Tensor(lengths, [sequences.length], "int32"),
  };
}
