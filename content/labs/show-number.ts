/**
 * Four significant digits as a reader wants to see them: 0.2689, −2, 1.2·10⁻⁴, ∞. A power of ten stands only where a number
 * is below a thousandth or a million and more.
 */
export function showNumber(x: number): string {
  return written(x, 4, 2);
}

/** The same with as many digits as asked for: 0.92423, −3, 7.6432·10⁸. */
export function showDigits(x: number, digits: number): string {
  return written(x, digits, digits);
}

function written(x: number, digits: number, beforePower: number): string {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "−" : "";
  const size = Math.abs(x);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return sign + Number(size.toPrecision(digits));
  const [mantissa, power] = size.toExponential(beforePower - 1).split("e") as [string, string];
  const raised = [...power.replace("+", "")].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
  return `${sign}${mantissa}·10${raised.join("")}`;
}
