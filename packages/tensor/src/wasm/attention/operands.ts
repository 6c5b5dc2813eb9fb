import { type Code, i32, select } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import type { FunctionScope, Local } from "../module.ts";
import { tileColumns } from "../product/micro-kernel.ts";

/** Where the rows of one operand lie: an address, and bytes from batch to batch, head to head, row to row. */
export interface Rows {
  readonly at: Code;
  readonly batch: Code;
  readonly head: Code;
  readonly row: Code;
}

/** Code that pushes an i32 each, but for `scale`, which pushes a number of the float type. */
export interface AttentionOperands {
  /** [T, D] for each batch and head; numbers of a row lie side by side, here and below. */
  readonly q: Rows;
  /** [S, D] */
  readonly k: Rows;
  /** [S, E] */
  readonly v: Rows;
  /** [T, E]: written by forward, read by backward. */
  readonly out: Rows;
  /**
   * Address of two numbers for each item and row, [items, T, 2], of which the sum is the log-sum-exp: the largest score, and
   * ln of the sum of e^(score − largest). Apart they are exact for scores of any size. Written by forward, read by backward.
   */
  readonly statistics: Code;
  readonly T: Code;
  readonly S: Code;
  readonly D: Code;
  readonly E: Code;
  readonly heads: Code;
  /** The items, batch · heads + head, from `first` to before `last`. */
  readonly first: Code;
  readonly last: Code;
  /** 1: query t sees only keys up to t. 0: all. */
  readonly causal: Code;
  /** Room of `attentionScratch` bytes at an address that 16 divides. Each thread needs its own. */
  readonly scratch: Code;
  readonly scale: Code;
}

export interface AttentionGradients extends AttentionOperands {
  /** [T, E] */
  readonly dOut: Rows;
  /** [T, D], [S, D], [S, E]: overwritten. */
  readonly dQ: Rows;
  readonly dK: Rows;
  readonly dV: Rows;
}

export type MatrixName = "q" | "k" | "v" | "out" | "dOut" | "dQ" | "dK" | "dV";

const sizes = ["statistics", "T", "S", "D", "E", "heads", "first", "last", "causal", "scratch"] as const;
type SizeName = (typeof sizes)[number];

export const forwardMatrices = ["q", "k", "v", "out"] as const;
export const backwardMatrices = [...forwardMatrices, "dOut", "dQ", "dK", "dV"] as const;

/** The operands in the order of the parameters. */
export function flatten(matrices: readonly MatrixName[], operands: Partial<AttentionGradients>): Code[] {
  const rows = matrices.flatMap((name) => {
    const { at, batch, head, row } = operands[name]!;
    return [at, batch, head, row];
  });
  return [...rows, ...sizes.map((name) => operands[name]!), operands.scale!];
}

export function parameterCount(matrices: readonly MatrixName[]): number {
  return 4 * matrices.length + sizes.length;
}

/** The parameters by name; each matrix begins where the item of the moment does. */
export class Operands {
  readonly #scope: FunctionScope;
  readonly #matrices: readonly MatrixName[];
  readonly #base: Record<string, Local>;

  constructor(scope: FunctionScope, matrices: readonly MatrixName[]) {
    this.#scope = scope;
    this.#matrices = matrices;
    this.#base = Object.fromEntries(matrices.map((name) => [name, scope.local("i32")]));
  }

  size(name: SizeName): Code {
    return this.#scope.params[4 * this.#matrices.length + sizes.indexOf(name)]!.get;
  }

  get scale(): Code {
    return this.#scope.params[parameterCount(this.#matrices)]!.get;
  }

  row(name: MatrixName): Code {
    return this.#scope.params[4 * this.#matrices.indexOf(name) + 3]!.get;
  }

  at(name: MatrixName): Code {
    return this.#base[name]!.get;
  }

  /** Moves every matrix to an item. */
  moveTo(item: Code): Code {
    const heads = this.size("heads");
    return this.#matrices.flatMap((name) => {
      const [at, batch, head] = this.#scope.params.slice(4 * this.#matrices.indexOf(name)) as [
        Local,
        Local,
        Local,
      ];
      const inBatch = i32.mul(i32.divU(item, heads), batch.get);
      const inHead = i32.mul(i32.remU(item, heads), head.get);
      return this.#base[name]!.set(i32.add(at.get, i32.add(inBatch, inHead)));
    });
  }
}

/** Query rows that are worked on together, and keys: what a piece of the scores holds at a time. */
export const stripRows = 64;
export const blockKeys = 128;

/** Tiles are four rows high. */
export const tileHeight = 4;

/** Numbers from one row of a piece of the scores to the next: not a power of two, which would crowd a few cache sets. */
export function scoreStride(lanes: Lanes): number {
  return blockKeys + tileColumns(lanes);
}

/** A part of the scratch: rows × columns, where S, D and E stand for sizes rounded up to whole tiles. */
export type Part = readonly [rows: number | "S", columns: number | "D" | "E"];

/** Bytes of all parts. */
export function partsBytes(
  lanes: Lanes,
  parts: Record<string, Part>,
  size: Record<"S" | "D" | "E", number>,
): number {
  const width = tileColumns(lanes);
  const padded = (side: number | "S" | "D" | "E") =>
    typeof side === "number" ? side : Math.ceil(size[side] / width) * width;
  return Object.values(parts).reduce((sum, [r, c]) => sum + padded(r) * padded(c) * lanes.bytes, 0);
}

/** Lays the parts into the scratch, one after another. Gives their addresses and the code that computes them. */
export function layParts<Name extends string>(
  { local }: FunctionScope,
  lanes: Lanes,
  { scratch, padded }: { scratch: Code; padded: Record<"S" | "D" | "E", Code> },
  parts: Record<Name, Part>,
) {
  const side = (value: number | "S" | "D" | "E") =>
    typeof value === "number" ? i32.const(value) : padded[value];
  const at = {} as Record<Name, Code>;
  const code: Code[] = [];
  let next = scratch;
  for (const [name, [rows, columns]] of Object.entries(parts) as [Name, Part][]) {
    const place = local("i32");
    code.push(place.set(next));
    at[name] = place.get;
    next = i32.add(place.get, i32.mul(i32.mul(side(rows), side(columns)), i32.const(lanes.bytes)));
  }
  return { at, code: code.flat() };
}

/** value, or limit if that is smaller; both are read twice. */
export function smaller(value: Code, limit: Code): Code {
  return select(value, limit, i32.ltS(value, limit));
}

/** Up to whole tiles. */
export function roundedUp(lanes: Lanes, value: Code): Code {
  const unit = tileColumns(lanes);
  return i32.and(i32.add(value, i32.const(unit - 1)), i32.const(-unit));
}
