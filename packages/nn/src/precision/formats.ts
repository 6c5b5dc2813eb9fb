/** A floating-point format narrower than float32. */
export interface Format {
  /** Significant bits, the hidden one included. */
  readonly precision: number;
  /** Exponent of the smallest normal number, 2^minExponent; below it the spacing stays that of this binade (subnormals). */
  readonly minExponent: number;
  readonly largest: number;
  /** What rounds beyond the largest number; e4m3fn has no infinities. */
  readonly overflow: number;
}

export type FormatName = "bfloat16" | "float16" | "float8_e4m3fn" | "float8_e5m2";

/**
 * IEEE 754 binary16; bfloat16, the upper half of float32; the two formats of 8 bits of Micikevicius et al. 2022,
 * https://arxiv.org/abs/2209.05433, table 1: e5m2 as IEEE would have it, e4m3 without infinities, whose codes are numbers up to 448.
 */
export const formats: Readonly<Record<FormatName, Format>> = {
  bfloat16: { precision: 8, minExponent: -126, largest: (2 - 2 ** -7) * 2 ** 127, overflow: Infinity },
  float16: { precision: 11, minExponent: -14, largest: 65504, overflow: Infinity },
  float8_e4m3fn: { precision: 4, minExponent: -6, largest: 448, overflow: NaN },
  float8_e5m2: { precision: 3, minExponent: -14, largest: 57344, overflow: Infinity },
};

export function formatOf(where: string, name: FormatName): Format {
  if (Object.hasOwn(formats, name)) return formats[name];
  throw new RangeError(
    `${where}: format ${JSON.stringify(name)}, one of ${Object.keys(formats).join(", ")} is needed`,
  );
}
