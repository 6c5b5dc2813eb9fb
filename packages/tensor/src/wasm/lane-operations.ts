/**
 * Arithmetic on all lanes of a v128 at once, for float32 (four lanes) and float64 (two). Comparisons give masks: all bits
 * of a lane set where they hold.
 * https://webassembly.github.io/spec/core/binary/instructions.html#vector-instructions
 */
import type { Code } from "./instructions.ts";
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
  /** The scalar of the first lane. */
  readonly first: Operation;
  /** The scalar of a lane. */
  readonly lane: (value: Code, index: number) => Code;
  /** The vector with another scalar in a lane. */
  readonly replaceLane: (value: Code, scalar: Code, index: number) => Code;
  /** The same number in every lane. */
  readonly literal: (value: number) => Code;
}

const single: LaneOperations = {
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  neg: simd(0xe1),
  abs: simd(0xe0),
  sqrt: simd(0xe3),
  maximum: simd(0xe9),
  minimum: simd(0xe8),
  floor: simd(0x68),
  ceil: simd(0x67),
  trunc: simd(0x69),
  round: simd(0x6a),
  eq: simd(0x41),
  ne: simd(0x42),
  lt: simd(0x43),
  le: simd(0x45),
  splat: simd(0x13),
  first: simd(0x1f, 0),
  lane: (value, index) => simd(0x1f, index)(value),
  replaceLane: (value, scalar, index) => simd(0x20, index)(value, scalar),
  literal: (value) => bytesOf(new Float32Array(4).fill(value)),
};

const double: LaneOperations = {
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  neg: simd(0xed),
  abs: simd(0xec),
  sqrt: simd(0xef),
  maximum: simd(0xf5),
  minimum: simd(0xf4),
  floor: simd(0x75),
  ceil: simd(0x74),
  trunc: simd(0x7a),
  round: simd(0x94),
  eq: simd(0x47),
  ne: simd(0x48),
  lt: simd(0x49),
  le: simd(0x4b),
  splat: simd(0x14),
  first: simd(0x21, 0),
  lane: (value, index) => simd(0x21, index)(value),
  replaceLane: (value, scalar, index) => simd(0x22, index)(value, scalar),
  literal: (value) => bytesOf(new Float64Array(2).fill(value)),
};

export function laneOperations(float: Float): LaneOperations {
  return float === "float32" ? single : double;
}

/** Bits, whatever the lanes hold. */
export const bits = {
  /** 1 if any bit is set. */
  any: simd(0x53),
  and: simd(0x4e),
  or: simd(0x50),
  not: simd(0x4d),
  /** The bits of the first where the mask has ones, of the second elsewhere. */
  select: (yes: Code, no: Code, mask: Code) => simd(0x52)(yes, no, mask),
  zero: bytesOf(new Float32Array(4)),
};

/** Conversions between kinds of lanes. */
export const convert = {
  /** Two float32 in the lower lanes to two float64. */
  promoteLow: simd(0x5f),
  /** Two float64 to two float32 in the lower lanes, zeros above. */
  demoteZero: simd(0x5e),
  /** The upper half below. */
  upperHalf: (value: Code): Code =>
    shuffle(value, value, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]),
  wholeToSingle: simd(0xfa),
  lowWholeToDouble: simd(0xfe),
};

export const i32x4 = {
  splat: simd(0x11),
  add: simd(0xae),
  eq: simd(0x37),
  ne: simd(0x38),
  literal: (...values: [number, number, number, number]) => bytesOf(Int32Array.from(values)),
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
    bits.and(shuffle(mask, mask, [0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8]), oneInBytes),
};

const oneInBytes = bytesOf(new Uint8Array(16).fill(1));

/** Loads and stores of part of a vector; `Zero` fills the rest with zeros. */
export const memory = {
  load32Zero: (address: Code, offset = 0) => access(0x5c, 2, offset, address),
  load64Zero: (address: Code, offset = 0) => access(0x5d, 3, offset, address),
  load8Splat: (address: Code, offset = 0) => access(0x07, 0, offset, address),
  load16Splat: (address: Code, offset = 0) => access(0x08, 1, offset, address),
  load32Lane: (address: Code, value: Code, lane: number) => [...access(0x56, 2, 0, address, value), lane],
  load64Lane: (address: Code, value: Code, lane: number) => [...access(0x57, 3, 0, address, value), lane],
  store8Lane: (address: Code, value: Code, lane: number) => [...access(0x58, 0, 0, address, value), lane],
  store16Lane: (address: Code, value: Code, lane: number) => [...access(0x59, 1, 0, address, value), lane],
  store32Lane: (address: Code, value: Code, lane: number) => [...access(0x5a, 2, 0, address, value), lane],
  store64Lane: (address: Code, value: Code, lane: number) => [...access(0x5b, 3, 0, address, value), lane],
};

function access(opcode: number, align: number, offset: number, ...operands: Code[]): Code {
  return [operands, 0xfd, ...unsigned(opcode), align, ...unsigned(offset)];
}

function shuffle(a: Code, b: Code, lanes: readonly number[]): Code {
  return simd(0x0d, ...lanes)(a, b);
}

function bytesOf(lanes: ArrayBufferView): Code {
  return simd(0x0c, ...new Uint8Array(lanes.buffer))();
}

function simd(opcode: number, ...immediates: number[]): Operation {
  const bytes = [0xfd, ...unsigned(opcode), ...immediates];
  return (...operands) => [operands, bytes];
}
