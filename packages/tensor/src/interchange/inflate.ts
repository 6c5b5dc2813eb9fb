/**
 * Inflate: the bytes that a DEFLATE stream stands for. https://www.rfc-editor.org/rfc/rfc1951
 *
 * A stream is a row of blocks. A block is stored, or written in two prefix codes: one for literal bytes and the lengths of copies, one for how far back
 * a copy begins. The codes are fixed (§3.2.6) or come before the block, as their lengths, themselves in a third code (§3.2.7).
 */

/** No DEFLATE stream says more than this many bytes with one: two bits for 258 bytes, before the block's own costs. */
const mostPerByte = 1032;

/** §3.2.5: the smallest length or distance of each symbol, and how many bits say how much more. */
const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31].concat([
  35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
const lengthBits = lengthBase.map((_, i) => (i < 8 || i === 28 ? 0 : (i >> 2) - 1));
const distanceBits = Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1));
const distanceBase = distanceBits.map((bits, i) => (i < 4 ? i + 1 : (2 + (i & 1)) * 2 ** bits + 1));
/** §3.2.7: the order in which the lengths of the third code are written. */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const longest = 15;
const end = 256;

/** A canonical prefix code: how many words have each length, and the symbols in the order of their words. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

interface Reader {
  bytes: Uint8Array;
  at: number;
  /** Bits that were read but not used, the next one lowest. */
  held: number;
  count: number;
}

interface Output {
  bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

/** The `size` bytes that the whole of `stream` stands for. Throws a RangeError, without a name in front, when it stands for something else. */
export function inflate(stream: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if (size > stream.length * mostPerByte) {
    throw new RangeError(
      `${stream.length} deflated bytes for ${size}, at most ${stream.length * mostPerByte} are needed`,
    );
  }
  const input: Reader = { bytes: stream, at: 0, held: 0, count: 0 };
  const out: Output = { bytes: new Uint8Array(size), at: 0 };
  let last = false;
  while (!last) {
    last = bits(input, 1) === 1;
    const kind = bits(input, 2);
    if (kind === 0) copyStored(input, out);
    else if (kind === 1) readBlock(input, out, fixed());
    else if (kind === 2) readBlock(input, out, readCodes(input));
    else damaged("a block of kind 3");
  }
  if (out.at !== size) damaged(`${out.at} bytes come out, ${size} are needed`);
  if (input.at !== stream.length) damaged(`${stream.length - input.at} bytes behind its end`);
  return out.bytes;
}

function copyStored(input: Reader, out: Output): void {
  input.held = 0;
  input.count = 0;
  const length = bits(input, 16);
  if (bits(input, 16) !== (length ^ 0xffff)) damaged("a stored block's length and its complement disagree");
  if (input.at + length > input.bytes.length) damaged("it is cut off");
  if (out.at + length > out.bytes.length) damaged("more comes out than is needed");
  out.bytes.set(input.bytes.subarray(input.at, input.at + length), out.at);
  input.at += length;
  out.at += length;
}

function readBlock(input: Reader, out: Output, [literals, distances]: readonly [Code, Code]): void {
  for (let symbol = next(input, literals); symbol !== end; symbol = next(input, literals)) {
    if (symbol > end) {
      copyBack(input, out, symbol - end - 1, distances);
      continue;
    }
    if (out.at === out.bytes.length) damaged("more comes out than is needed");
    out.bytes[out.at++] = symbol;
  }
}

function copyBack(input: Reader, out: Output, symbol: number, distances: Code): void {
  if (symbol >= lengthBase.length) damaged("a length that is not in the standard");
  const length = lengthBase[symbol]! + bits(input, lengthBits[symbol]!);
  const far = next(input, distances);
  if (far >= distanceBase.length) damaged("a distance that is not in the standard");
  const distance = distanceBase[far]! + bits(input, distanceBits[far]!);
  if (distance > out.at) damaged("a copy from before the beginning");
  if (out.at + length > out.bytes.length) damaged("more comes out than is needed");
  // Byte by byte: a copy may read what it has just written.
  for (let i = 0; i < length; i++, out.at++) out.bytes[out.at] = out.bytes[out.at - distance]!;
}

function readCodes(input: Reader): readonly [Code, Code] {
  const literals = bits(input, 5) + 257;
  const distances = bits(input, 5) + 1;
  const written = bits(input, 4) + 4;
  const first = new Uint8Array(order.length);
  for (let i = 0; i < written; i++) first[order[i]!] = bits(input, 3);
  const code = codeOf(first);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = next(input, code);
    const [times, length] = run(input, symbol, at === 0 ? undefined : lengths[at - 1]);
    if (at + times > lengths.length) damaged("more lengths of codes than it announced");
    lengths.fill(length, at, at + times);
    at += times;
  }
  if (lengths[end] === 0) damaged("a block without an end");
  return [codeOf(lengths.subarray(0, literals)), codeOf(lengths.subarray(literals))];
}

/** Symbols below 16 are one length; 16 repeats the one before, 17 and 18 write zeros. */
function run(input: Reader, symbol: number, before: number | undefined): [times: number, length: number] {
  if (symbol < 16) return [1, symbol];
  if (symbol === 17) return [3 + bits(input, 3), 0];
  if (symbol === 18) return [11 + bits(input, 7), 0];
  if (before === undefined) damaged("a repetition of nothing");
  return [3 + bits(input, 2), before];
}

let fixedCodes: readonly [Code, Code] | null = null;

function fixed(): readonly [Code, Code] {
  const lengths = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  fixedCodes ??= [codeOf(lengths), codeOf(new Uint8Array(30).fill(5))];
  return fixedCodes;
}

function codeOf(lengths: Uint8Array): Code {
  const counts = new Uint16Array(longest + 1);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const starts = new Uint16Array(longest + 2);
  let free = 1;
  for (let length = 1; length <= longest; length++) {
    free = 2 * free - counts[length]!;
    if (free < 0) damaged("a code with more words than its lengths allow");
    starts[length + 1] = starts[length]! + counts[length]!;
  }
  const symbols = new Uint16Array(starts[longest + 1]!);
  lengths.forEach((length, symbol) => {
    if (length > 0) symbols[starts[length]!++] = symbol;
  });
  return { counts, symbols };
}

/** The words of one length are consecutive numbers: it is enough to know where each length's begin. */
function next(input: Reader, { counts, symbols }: Code): number {
  let word = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= longest; length++) {
    word |= bits(input, 1);
    const count = counts[length]!;
    if (word - first < count) return symbols[index + word - first]!;
    index += count;
    first = (first + count) << 1;
    word <<= 1;
  }
  return damaged("a word that is in no code");
}

function bits(input: Reader, count: number): number {
  while (input.count < count) {
    if (input.at === input.bytes.length) damaged("it is cut off");
    input.held |= input.bytes[input.at++]! << input.count;
    input.count += 8;
  }
  const value = input.held & ((1 << count) - 1);
  input.held >>>= count;
  input.count -= count;
  return value;
}

function damaged(what: string): never {
  throw new RangeError(`the deflated bytes are damaged: ${what}`);
}
