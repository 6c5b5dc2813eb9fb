/**
 * Whole numbers as WebAssembly writes them: seven bits a byte, the lowest first, the top bit set while more follow.
 *
 * Signed numbers are in two's complement and end when the rest is the sign of the last byte (bit 6).
 * https://webassembly.github.io/spec/core/binary/values.html#integers
 */

/** A number from 0 to 2³² − 1. */
export function unsigned(value: number): number[] {
  requireWhole("unsigned", value, 0, 2 ** 32 - 1);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** A number from −2³¹ to 2³¹ − 1. */
export function signed(value: number): number[] {
  requireWhole("signed", value, -(2 ** 31), 2 ** 31 - 1);
  const bytes: number[] = [];
  let rest = value;
  while (rest < -0x40 || rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}

function requireWhole(where: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${where}: ${value}, a whole number from ${low} to ${high} is needed`);
}
