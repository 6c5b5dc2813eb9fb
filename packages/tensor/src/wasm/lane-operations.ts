/**
 * Arithmetic on all lanes of a v128 at once, for float32 (four lanes) and float64 (two). Comparisons give masks: all bits
 * of a lane set where they hold.
 * https://webassembly.github.io/spec/core/binary/instructions.html#vector-instructions
 */
import { type Code, f32x4, f64x2, v128, i32x4 as wholeLanes } from "./instructions.ts";
import type { Float } from "./lanes.ts";
import { unsigned } from "./leb128.ts";

type Operation = (...operands: Code[]) => Code;

/** What can be done with lanes of one float type; names are the tensor operations' where one is meant. */
export interface LaneOperations {
  readonly add: Operation;
  readonly sub: Operation;
  readonly mul: Operation;
  readonly div: Operation;
  readonly neg: Operation;
  readonly abs: Operation;
  readonly sqrt: Operation;
  /** NaN if either is. */
  readonly maximum: Operation;
  readonly minimum: Operation;
  readonly floor: Operation;
  readonly ceil: Operation;
  readonly trunc: Operation;
  /** Of two equally near the even one. */
  readonly round: Operation;
  readonly eq: Operation;
  readonly ne: Operation;
  readonly lt: Operation;
  readonly le: Operation;
  /** One scalar in every lane. */
  readonly splat: Operation;
  /** The scalar of a lane. */
  readonly lane: (value: Code, index: number) => Code;
  /** The vector with another scalar in a lane. */
  readonly replaceLane: (value: Code, scalar: Code, index: number) => Code;
  /** The same number in every lane. */
  readonly literal: (value: number) => Code;
}

const single: LaneOperations = {
  ...f32x4,
  maximum: simd(0xe9),
  minimum: simd(0xe8),
  floor: simd(0x68),
  ceil: simd(0x67),
  trunc: simd(0x69),
  round: simd(0x6a),
  lane: f32x4.extractLane,
  replaceLane: (value, scalar, index) => simd(0x20, index)(value, scalar),
  literal: (value) => constant(new Float32Array(4).fill(value)),
};

const double: LaneOperations = {
  ...f64x2,
  maximum: simd(0xf5),
  minimum: simd(0xf4),
  floor: simd(0x75),
  ceil: simd(0x74),
  trunc: simd(0x7a),
  round: simd(0x94),
  lane: f64x2.extractLane,
  replaceLane: (value, scalar, index) => simd(0x22, index)(value, scalar),
  literal: (value) => constant(new Float64Array(2).fill(value)),
};

export function laneOperations(float: Float): LaneOperations {
  return float === "float32" ? single : double;
}

/** Bits, whatever the lanes hold. */
export const bits = {
  /** 1 if any bit is set. */
  any: simd(0x53),
  and: v128.and,
  or: v128.or,
  not: simd(0x4d),
  /** The bits of the first where the mask has ones, of the second elsewhere. */
  select: v128.bitselect,
  zero: v128.zero,
};

/** Conversions between kinds of lanes. */
export const convert = {
  /** Two float32 in the lower lanes to two float64. */
  promoteLow: f64x2.promoteLow,
  /** The upper half below. */
  upperHalf: (value: Code): Code =>
    v128.shuffle(value, value, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]),
  wholeToSingle: simd(0xfa),
  lowWholeToDouble: simd(0xfe),
};

export const i32x4 = {
  ...wholeLanes,
  eq: simd(0x37),
  ne: simd(0x38),
  literal: (...values: [number, number, number, number]) => constant(Int32Array.from(values)),
  /** The lower two lanes as i64. */
  extendLow: simd(0xc7),
};

export const i64x2 = { eq: simd(0xd6), ne: simd(0xd7) };

/** Bytes and lanes: how truth values, which take a byte each, become masks and back. */
export const truth = {
  /** Four bytes in the lowest places to four i32 lanes. */
  bytesToLanes: (value: Code): Code => simd(0xa9)(simd(0x89)(value)),
  /** Two bytes in the lowest places to two i64 lanes. */
  bytesToHalves: (value: Code): Code => simd(0xc9)(simd(0xa9)(simd(0x89)(value))),
  /** Puts one byte into a place among the lowest. */
  load8Lane: (address: Code, value: Code, lane: number): Code => [
    ...access(0x54, 0, 0, address, value),
    lane,
  ],
  /** A mask of four lanes to 0 or 1 in the lowest four bytes. */
  lanesToBytes: (mask: Code): Code =>
    bits.and(simd(0x65)(simd(0x85)(mask, mask), simd(0x85)(mask, mask)), oneInBytes),
  /** A mask of two lanes to 0 or 1 in the lowest two bytes. */
  halvesToBytes: (mask: Code): Code =>
    bits.and(v128.shuffle(mask, mask, [0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8]), oneInBytes),
};

const oneInBytes = constant(new Uint8Array(16).fill(1));

/** Loads and stores, of a vector and of part of one; `Zero` fills the rest with zeros. */
export const memory = {
  ...v128,
  load8Splat: (address: Code, offset = 0) => access(0x07, 0, offset, address),
  load16Splat: (address: Code, offset = 0) => access(0x08, 1, offset, address),
  store8Lane: (address: Code, value: Code, lane: number) => [...access(0x58, 0, 0, address, value), lane],
  store16Lane: (address: Code, value: Code, lane: number) => [...access(0x59, 1, 0, address, value), lane],
};

function access(opcode: number, align: number, offset: number, ...operands: Code[]): Code {
  return [operands, 0xfd, ...unsigned(opcode), align, ...unsigned(offset)];
}

function constant(lanes: ArrayBufferView): Code {
  return simd(0x0c, ...new Uint8Array(lanes.buffer))();
}

function simd(opcode: number, ...immediates: number[]): Operation {
  const bytes = [0xfd, ...unsigned(opcode), ...immediates];
  return (...operands) => [operands, bytes];
}
