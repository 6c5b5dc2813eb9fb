const raised = (exponent: number): string =>
  String(exponent).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]!);

/** `digits` significant digits as a reader wants to see them: 0.53788, −2, 2.1655·10⁻¹⁰. */
export function show(x: number, digits = 5): string {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "−" : "";
  if (!Number.isFinite(x)) return `${sign}∞`;
  const [mantissa, exponent] = Math.abs(x)
    .toExponential(digits - 1)
    .split("e")
    .map(Number) as [number, number];
  if (mantissa === 0) return "0";
  if (exponent > -4 && exponent < 6) return sign + Number(Math.abs(x).toPrecision(digits));
  return `${sign}${mantissa === 1 ? "" : `${mantissa}·`}10${raised(exponent)}`;
}

/** 10⁻⁵, 0.1 as 10⁻¹: a step is read by its power of ten. */
export function power(h: number): string {
  const [mantissa, exponent] = h.toExponential(1).split("e").map(Number) as [number, number];
  return `${mantissa === 1 ? "" : `${mantissa}·`}10${raised(exponent)}`;
}

export function apart(a: number, b: number): string {
  const distance = Math.abs(a - b);
  if (Number.isNaN(distance)) return "which cannot be compared";
  return distance === 0 ? "no difference" : `${show(distance, 2)} apart`;
}
