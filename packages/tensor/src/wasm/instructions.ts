import { signed, unsigned } from "./leb128.ts";

/**
 * The instructions of WebAssembly as functions from operands to bytes: `i32.add(i.get, i32.const(1))`.
 *
 * The machine has a stack: an instruction's operands are the code that pushes them, so its bytes are theirs, then its own. Code is
 * kept as it was put together, arrays in arrays, and written out once: by `bytesOf`.
 * Names are those of the text format in camelCase. Only what a module here uses is listed; a new one is a line.
 * https://webassembly.github.io/spec/core/binary/instructions.html
 */
export interface Code extends ReadonlyArray<number | Code> {}

export type ValueType = "i32" | "f32" | "f64" | "v128";

/** The bytes of code, written out. */
export function bytesOf(code: Code): number[] {
  const bytes: number[] = [];
  const write = (part: number | Code): void => {
    if (typeof part === "number") bytes.push(part);
    else for (const inner of part) write(inner);
  };
  write(code);
  return bytes;
}

type Unary = (a: Code) => Code;
type Binary = (a: Code, b: Code) => Code;
type Ternary = (a: Code, b: Code, c: Code) => Code;
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;

export const i32 = {
  ltU: plain(0x49) as Binary,
  const: (value: number): Code => [0x41, ...signed(value)],
  eqz: plain(0x45) as Unary,
  ltS: plain(0x48) as Binary,
  leS: plain(0x4c) as Binary,
  geS: plain(0x4e) as Binary,
  eq: plain(0x46) as Binary,
  add: plain(0x6a) as Binary,
  sub: plain(0x6b) as Binary,
  mul: plain(0x6c) as Binary,
  divU: plain(0x6e) as Binary,
  remU: plain(0x70) as Binary,
  and: plain(0x71) as Binary,
  or: plain(0x72) as Binary,
  load: load([0x28], 2),
  store: store([0x36], 2),
};

export const f32 = {
  add: plain(0x92) as Binary,
  min: plain(0x96) as Binary,
  max: plain(0x97) as Binary,
  demote: plain(0xb6) as Unary,
  const: (value: number): Code => [0x43, ...littleEndian(new Float32Array([value]))],
  load: load([0x2a], 2),
  store: store([0x38], 2),
};

export const f64 = {
  promote: plain(0xbb) as Unary,
  add: plain(0xa0) as Binary,
  min: plain(0xa4) as Binary,
  max: plain(0xa5) as Binary,
  const: (value: number): Code => [0x44, ...littleEndian(new Float64Array([value]))],
  load: load([0x2b], 3),
  store: store([0x39], 3),
};

export const v128 = {
  load: load(simd(0x00), 4),
  store: store(simd(0x0b), 4),
  /** One number from memory into all four lanes. */
  load32Splat: load(simd(0x09), 2),
  /** One number from memory into both lanes. */
  load64Splat: load(simd(0x0a), 3),
  /** One number from memory into the first lane, zeros beside it. */
  load32Zero: load(simd(0x5c), 2),
  load64Zero: load(simd(0x5d), 3),
  /** A register whose lane comes from memory instead. */
  load32Lane: lane(0x56, 2),
  load64Lane: lane(0x57, 3),
  /** Writes one lane. */
  store32Lane: lane(0x5a, 2),
  store64Lane: lane(0x5b, 3),
  zero: [...simd(0x0c), ...Array.from({ length: 16 }, () => 0)] as Code,
  and: plain(...simd(0x4e)) as Binary,
  or: plain(...simd(0x50)) as Binary,
  xor: plain(...simd(0x51)) as Binary,
  /** Bits of `a` where the mask's bit is 1, bits of `b` where it is 0. */
  bitselect: plain(...simd(0x52)) as Ternary,
  /** Chooses 16 bytes among the 32 of two registers. */
  shuffle: (a: Code, b: Code, bytes: readonly number[]): Code => [...a, ...b, ...simd(0x0d), ...bytes],
};

export const i32x4 = {
  extractLane: (a: Code, lane: number): Code => [...a, ...simd(0x1b), lane],
  splat: plain(...simd(0x11)) as Unary,
  add: plain(...simd(0xae)) as Binary,
  sub: plain(...simd(0xb1)) as Binary,
  /** The second operand, an i32, says by how many bits. */
  shl: plain(...simd(0xab)) as Binary,
  shrS: plain(...simd(0xac)) as Binary,
  shrU: plain(...simd(0xad)) as Binary,
};

export const i64x2 = {
  splat: plain(...simd(0x12)) as Unary,
  add: plain(...simd(0xce)) as Binary,
  sub: plain(...simd(0xd1)) as Binary,
  shl: plain(...simd(0xcb)) as Binary,
  shrS: plain(...simd(0xcc)) as Binary,
  shrU: plain(...simd(0xcd)) as Binary,
};

export const f32x4 = {
  splat: plain(...simd(0x13)) as Unary,
  abs: plain(...simd(0xe0)) as Unary,
  neg: plain(...simd(0xe1)) as Unary,
  sqrt: plain(...simd(0xe3)) as Unary,
  add: plain(...simd(0xe4)) as Binary,
  sub: plain(...simd(0xe5)) as Binary,
  mul: plain(...simd(0xe6)) as Binary,
  div: plain(...simd(0xe7)) as Binary,
  /** b if it is smaller, else a: a NaN in `a` stays, one in `b` is not taken. */
  pmin: plain(...simd(0xea)) as Binary,
  /** b if it is larger, else a. */
  pmax: plain(...simd(0xeb)) as Binary,
  /** Comparisons give all bits 1 or all 0. */
  eq: plain(...simd(0x41)) as Binary,
  ne: plain(...simd(0x42)) as Binary,
  lt: plain(...simd(0x43)) as Binary,
  gt: plain(...simd(0x44)) as Binary,
  le: plain(...simd(0x45)) as Binary,
  ge: plain(...simd(0x46)) as Binary,
  /** Both float64 as the first two float32; zeros in the others. */
  demote: plain(...simd(0x5e)) as Unary,
  extractLane: (a: Code, lane: number): Code => [...a, ...simd(0x1f), lane],
  /** a · b + c, rounded once or twice, as the processor likes: relaxed SIMD. */
  relaxedMadd: plain(...simd(0x105)) as Ternary,
};

export const f64x2 = {
  splat: plain(...simd(0x14)) as Unary,
  abs: plain(...simd(0xec)) as Unary,
  neg: plain(...simd(0xed)) as Unary,
  sqrt: plain(...simd(0xef)) as Unary,
  add: plain(...simd(0xf0)) as Binary,
  sub: plain(...simd(0xf1)) as Binary,
  mul: plain(...simd(0xf2)) as Binary,
  div: plain(...simd(0xf3)) as Binary,
  pmin: plain(...simd(0xf6)) as Binary,
  pmax: plain(...simd(0xf7)) as Binary,
  eq: plain(...simd(0x47)) as Binary,
  ne: plain(...simd(0x48)) as Binary,
  lt: plain(...simd(0x49)) as Binary,
  gt: plain(...simd(0x4a)) as Binary,
  le: plain(...simd(0x4b)) as Binary,
  ge: plain(...simd(0x4c)) as Binary,
  /** The first two float32 as float64. */
  promoteLow: plain(...simd(0x5f)) as Unary,
  extractLane: (a: Code, lane: number): Code => [...a, ...simd(0x21), lane],
  relaxedMadd: plain(...simd(0x107)) as Ternary,
};

/**
 * One thread's reads and writes of a number that other threads read and write, in an order that all agree on.
 * https://webassembly.github.io/threads/core/binary/instructions.html#atomic-memory-instructions
 */
export const atomic = {
  load: load([0xfe, 0x10], 2),
  store: store([0xfe, 0x17], 2),
  /** Adds; gives what was there before. */
  add: store([0xfe, 0x1e], 2),
  /** Writes `value` if `expected` is there; gives what was there before. */
  cmpxchg: (address: Code, expected: Code, value: Code, offset = 0): Code => [
    ...[...address, ...expected, ...value],
    ...[0xfe, 0x48, 2, ...unsigned(offset)],
  ],
  /** Sleeps while `expected` is there, until woken: 0; another number was there: 1; that many nanoseconds went by: 2. */
  wait: (address: Code, expected: Code, nanoseconds: number, offset = 0): Code => [
    ...[...address, ...expected, 0x42, ...signed(nanoseconds)],
    ...[0xfe, 0x01, 2, ...unsigned(offset)],
  ],
  /** Wakes at most `count` sleepers (−1: all); gives how many. */
  notify: (address: Code, count: Code, offset = 0): Code => [
    ...[...address, ...count],
    ...[0xfe, 0x00, 2, ...unsigned(offset)],
  ],
  fence: [0xfe, 0x03, 0x00] as Code,
};

/** Sets so many bytes to the same value. */
export function memoryFill(address: Code, value: Code, bytes: Code): Code {
  return [...address, ...value, ...bytes, 0xfc, 0x0b, 0x00];
}

export const unreachable: Code = [0x00];

/** Computes and forgets. */
export function drop(value: Code): Code {
  return [...value, 0x1a];
}

/** Jumps to the label `depth` blocks out. */
export function br(depth: number): Code {
  return [0x0c, ...unsigned(depth)];
}

/** Leaves by `br(1)` from inside, or at its end. */
export function block(...body: Code[]): Code {
  return [0x02, 0x40, body, 0x0b];
}

/** Starts again by `br(0)` from inside, otherwise ends. */
export function loop(...body: Code[]): Code {
  return [0x03, 0x40, body, 0x0b];
}

export function ifElse(condition: Code, yes: readonly Code[], no: readonly Code[]): Code {
  return [condition, 0x04, 0x40, yes, 0x05, no, 0x0b];
}

/** Jumps to the label `depth` blocks out if the condition is not 0. */
export function brIf(depth: number, condition: Code): Code {
  return [...condition, 0x0d, ...unsigned(depth)];
}

/** The first value if the condition is not 0, else the second. Both are computed. */
export function select(a: Code, b: Code, condition: Code): Code {
  return [...a, ...b, ...condition, 0x1b];
}

export function call(index: number, ...operands: Code[]): Code {
  return [operands, 0x10, ...unsigned(index)];
}

function plain(...opcode: number[]): (...operands: Code[]) => Code {
  return (...operands) => [operands, opcode];
}

function simd(opcode: number): number[] {
  return [0xfd, ...unsigned(opcode)];
}

/** `align` is a promise to the compiler, log₂ of bytes; a broken one costs time, not the result. */
function load(opcode: number[], align: number): Load {
  return (address, offset = 0) => [...address, ...opcode, align, ...unsigned(offset)];
}

function store(opcode: number[], align: number): Store {
  return (address, value, offset = 0) => [...address, ...value, ...opcode, align, ...unsigned(offset)];
}

function lane(opcode: number, align: number) {
  return (address: Code, value: Code, index: number, offset = 0): Code => [
    ...[...address, ...value],
    ...[...simd(opcode), align, ...unsigned(offset), index],
  ];
}

function littleEndian(number: Float32Array | Float64Array): number[] {
  const view = new DataView(new ArrayBuffer(number.byteLength));
  if (number instanceof Float32Array) view.setFloat32(0, number[0]!, true);
  else view.setFloat64(0, number[0]!, true);
  return [...new Uint8Array(view.buffer)];
}
