/** 1234 → "1.2 kB"; the space does not break. */
export function bytes(count: number): string {
  if (count < 1000) return `${count}\u00a0B`;
  return count < 1e6 ? `${(count / 1000).toFixed(1)}\u00a0kB` : `${(count / 1e6).toFixed(2)}\u00a0MB`;
}

/** Three significant digits: "0.0123", "24", "1,230". */
export function short(x: number): string {
  if (x !== 0 && Math.abs(x) < 0.001) return scientific(x);
  const rounded = Number(x.toPrecision(3));
  return rounded >= 1000 ? rounded.toLocaleString("en-GB") : String(rounded).replace("-", "−");
}

function scientific(x: number): string {
  const [mantissa, exponent] = x.toExponential(1).split("e") as [string, string];
  const raised = exponent.replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]!);
  return `${mantissa.replace("-", "−")} · 10${raised}`;
}

/** Milliseconds in the unit that suits them. */
export function duration(ms: number): string {
  return ms < 1 ? `${short(1000 * ms)} µs` : `${short(ms)} ms`;
}

export const percent = (share: number): string => `${Math.round(100 * share)}\u00a0%`;

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
