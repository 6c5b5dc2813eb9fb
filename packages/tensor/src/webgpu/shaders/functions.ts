import { coefficients } from "../../wasm/functions/coefficients.ts";

/**
 * The functions that WGSL has too loosely or not at all, as polynomials.
 *
 * WGSL allows sin an absolute error of 2⁻¹¹ and tanh what (e^x − e^−x) / (e^x + e^−x) loses near 0; nothing is promised of
 * infinities and NaN. Here the formulas and coefficients are those of `wasm/functions/`, in float32: errors of a few units in
 * the last place. Sums that an optimiser may rearrange are not relied on. NaN is told by its bits.
 */
const { ln2, exp, log, erf, erfc, tanh, sin, cos } = coefficients.float32;

/** c₀ + x · (c₁ + x · (…)) */
function horner(x: string, [first, ...rest]: readonly number[]): string {
  const c = single(first!);
  return rest.length === 0 ? c : `(${c} + ${x} * ${horner(x, rest)})`;
}

/** A number as WGSL reads it. */
export function single(value: number): string {
  const text = String(Math.fround(value));
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

const isNan = `fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`;

const expCode = `fn expOf(x: f32) -> f32 {
  let c = clamp(x, -104.0f, 89.0f);
  let n = round(c * ${single(Math.LOG2E)});
  let r = (c - n * ${single(ln2[0]!)}) - n * ${single(ln2[1]!)};
  let value = 1.0f + (r + r * r * ${horner("r", exp)});
  let half = i32(n) >> 1u;
  let scaled = value * power(half) * power(i32(n) - half);
  return select(scaled, x, isNan(x));
}`;

const power = `fn power(n: i32) -> f32 {
  return bitcast<f32>(u32(n + 127) << 23u);
}`;

const expm1Code = `fn expm1Of(x: f32) -> f32 {
  // Below ½ ln 2 the polynomial without its 1; elsewhere nothing is lost by taking 1 away.
  let near = x + x * x * ${horner("x", exp)};
  return select(expOf(x) - 1.0f, near, abs(x) < 0.34f);
}`;

const logCode = `fn logOf(x: f32) -> f32 {
  let tiny = x < 1.1754944e-38f;
  let bits = bitcast<u32>(select(x, x * 8388608.0f, tiny));
  // Moved by 1 − √½ in the bits, the exponent field changes at √½ instead of at 1.
  let moved = bits + (0x3f800000u - 0x3f3504f3u);
  let k = f32(i32(moved >> 23u) - 127 - select(0, 23, tiny));
  let f = bitcast<f32>((moved & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  let value = logParts(k, f, 0.0f);
  return logLimits(x, value);
}
fn logParts(k: f32, f: f32, correction: f32) -> f32 {
  let s = f / (2.0f + f);
  let z = s * s;
  let half = 0.5f * f * f;
  let low = s * (half + z * ${horner("z", log)}) + (k * ${single(ln2[1]!)} + correction);
  return k * ${single(ln2[0]!)} + (f - (half - low));
}
fn logLimits(x: f32, value: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if (bits > 0u && bits < 0x7f800000u) { return value; }
  if ((bits & 0x7fffffffu) == 0u) { return bitcast<f32>(p[0].y); }
  return select(bitcast<f32>(p[0].z), x, bits == 0x7f800000u);
}`;

const log1pCode = `fn log1pOf(x: f32) -> f32 {
  // ln(1 + x) = 2 artanh(x / (2 + x)) near 0, where 1 + x would lose the last digits of x.
  return select(logOf(1.0f + x), logParts(0.0f, x, 0.0f), abs(x) < 0.29f);
}`;

const tanhCode = `fn tanhOf(x: f32) -> f32 {
  let size = abs(x);
  let z = size * size;
  let near = size + size * z * ${horner("z", tanh)};
  let e = expOf(-2.0f * min(size, 20.0f));
  let value = select(1.0f - 2.0f * e / (1.0f + e), near, size < 0.625f);
  return select(select(value, -value, x < 0.0f), x, isNan(x));
}`;

const erfCode = `fn erfOf(x: f32) -> f32 {
  let size = min(abs(x), 4.0f);
  let z = size * size;
  let near = size + size * ${horner("z", erf)};
  let u = size - 1.0f;
  let far = 1.0f - expOf(-${horner("u", erfc)});
  let value = select(far, near, size < 1.0f);
  return select(select(value, -value, x < 0.0f), x, isNan(x));
}`;

/** Angles up to here; beyond them the parts of π/2 no longer suffice and the result is NaN. */
const largestAngle = 8192;

// π/2 in three parts: whole numbers up to 2¹³ times the first two are exact (Cody and Waite 1980, chapter 8).
const [first, second] = [1.5703125, 0.99072265625 / 2048] as const;
const waveCode = `fn waveOf(x: f32, quarter: i32) -> f32 {
  let n = round(x * ${single(2 / Math.PI)});
  let r = ((x - n * ${single(first)}) - n * ${single(second)}) - n * ${single(Math.PI / 2 - first - second)};
  let z = r * r;
  let sine = r + r * z * ${horner("z", sin)};
  let cosine = 1.0f - 0.5f * z + z * z * ${horner("z", cos)};
  let turn = i32(n) + quarter;
  let value = select(sine, cosine, (turn & 1) == 1);
  let signed = select(value, -value, (turn & 2) == 2);
  return select(bitcast<f32>(p[0].z), signed, abs(x) <= ${single(largestAngle)});
}`;

const powCode = `fn powOf(x: f32, y: f32) -> f32 {
  // e^(y · ln |x|): what ln rounds away is multiplied by y · ln |x|, at most 88 where the result is finite.
  let size = expOf(y * logOf(abs(x)));
  let whole = round(y) == y;
  let odd = whole && abs(y) < 16777216.0f && (i32(y) & 1) == 1;
  let value = select(size, select(bitcast<f32>(p[0].z), select(size, -size, odd), whole), x < 0.0f);
  return select(value, 1.0f, y == 0.0f);
}`;

const extremes = `fn larger(a: f32, b: f32) -> f32 {
  return select(select(max(a, b), b, isNan(b)), a, isNan(a));
}
fn smaller(a: f32, b: f32) -> f32 {
  return select(select(min(a, b), b, isNan(b)), a, isNan(a));
}`;

/** Each function's text and the names that it uses itself. */
const library: Readonly<Record<string, readonly [text: string, ...needs: string[]]>> = {
  isNan: [isNan],
  power: [power],
  expOf: [expCode, "isNan", "power"],
  expm1Of: [expm1Code, "expOf"],
  logOf: [logCode],
  log1pOf: [log1pCode, "logOf"],
  tanhOf: [tanhCode, "expOf"],
  erfOf: [erfCode, "expOf"],
  waveOf: [waveCode],
  powOf: [powCode, "logOf", "expOf"],
  larger: [extremes, "isNan"],
};

/** The functions that a shader's text calls, in full. */
export function functionsOf(text: string): string {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    const [, ...needs] = library[name]!;
    for (const need of needs) visit(need);
    needed.add(name);
  };
  for (const name of Object.keys(library)) {
    const called = name === "larger" ? /\b(larger|smaller)\(/ : new RegExp(`\\b${name}\\(`);
    if (called.test(text)) visit(name);
  }
  return [...needed].map((name) => library[name]![0]).join("\n");
}
