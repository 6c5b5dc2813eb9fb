/** One axis of a picture: its range, and where it is ticked. */
export interface Axis {
  min: number;
  max: number;
  log: boolean;
  ticks: { at: number; label: string }[];
}

/** An axis over the values that can stand on it, with about `count` ticks at round numbers. */
export function axisOver(values: Iterable<number>, log: boolean, count: number): Axis {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Without a value there is nothing to number.
  if (min > max) return { min: log ? 0.1 : 0, max: log ? 10 : 1, log, ticks: [] };
  if (log) {
    if (max / min < 1.5) [min, max] = [min / 1.5, max * 1.5];
    const ticks = logTicks(min, max, count);
    return { min, max, log, ticks: ticks.length < 2 ? linearTicks(min, max, count) : ticks };
  }
  if (max - min <= Math.abs(max) * 1e-9) {
    // Often the first step of many: nothing says yet that there are halves.
    if (max === 0) return { min: 0, max: 1, log, ticks: linearTicks(0, 1, 1) };
    const around = Math.abs(max) * 0.1;
    [min, max] = [min - around, max + around];
  }
  // A single number says where the axis is, but no scale.
  let ticks = linearTicks(min, max, count);
  if (ticks.length < 2) ticks = linearTicks(min, max, 2 * count);
  return { min, max, log, ticks };
}

/** Where a value lies on the axis: 0 at its lower end, 1 at its upper one; NaN for what cannot be drawn. */
export function along({ min, max, log }: Axis, value: number): number {
  if (!log) return (value - min) / (max - min);
  return value > 0 ? Math.log(value / min) / Math.log(max / min) : Number.NaN;
}

export function linearTicks(min: number, max: number, count: number): Axis["ticks"] {
  const step = roundStep((max - min) / Math.max(1, count));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    return { at, label: showTick(at, decimals) };
  });
}

/** The smallest of 1, 2, 5 × 10^k that is not below `least`. */
function roundStep(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * decade >= least * (1 - 1e-9)) return factor * decade;
  return 10 * decade;
}

function showTick(value: number, decimals: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || decimals > 4) return powerOfTen(value);
  return value.toFixed(Math.min(decimals, 10)).replace("-", "−");
}

/** Over fewer decades than this, powers of ten alone may leave a single tick. */
const shortDecades = 1.7;

export function logTicks(min: number, max: number, count: number): Axis["ticks"] {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  if (high - low < shortDecades) {
    const decades = [0, 1, 2].map((k) => Math.floor(low) + k);
    return decades
      .flatMap((e) => [1, 2, 5].map((factor) => Number(`${factor}e${e}`)))
      .filter((at) => at >= min * (1 - 1e-9) && at <= max * (1 + 1e-9))
      .map((at) => ({ at, label: inWords(at) }));
  }
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, count)));
  const ticks: Axis["ticks"] = [];
  for (let e = Math.ceil(low / every - 1e-9) * every; e <= high + 1e-9; e += every)
    ticks.push({ at: 10 ** e, label: e === 0 ? "1" : e === 1 ? "10" : `10${raised(e)}` });
  return ticks;
}

/** "−3·10⁻⁷", as labs write it. */
export function powerOfTen(value: number): string {
  const [mantissa, exponent] = value.toExponential(2).split("e") as [string, string];
  const power = `10${raised(Number(exponent))}`;
  return mantissa === "1.00" ? power : `${String(Number(mantissa)).replace("-", "−")}·${power}`;
}

export function raised(exponent: number): string {
  return [...String(exponent)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
}

/** A number for a table: all its digits. */
export function inFull(value: number): string {
  const text = String(value).replace("Infinity", "∞").replace(/^-/, "−");
  const [mantissa, exponent] = text.split("e") as [string, string | undefined];
  return exponent === undefined ? text : `${mantissa}·10${raised(Number(exponent))}`;
}

/** A number for a sentence: four significant digits. */
export function inWords(value: number): string {
  if (!Number.isFinite(value)) return inFull(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return powerOfTen(value);
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
