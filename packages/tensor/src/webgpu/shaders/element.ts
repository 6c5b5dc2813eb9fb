import { single } from "./functions.ts";

/** The expression of an element-wise operation on values: f32, i32 or bool, as the inputs are. */
export function elementExpression(name: string, inputs: readonly string[]): string {
  const [a, b, c] = inputs as [string, string, string];
  const made = expressions[name];
  if (!made) {
    throw new TypeError(
      `compileWebGpu: ${name}, an operation that can be translated to WGSL is needed: ${Object.keys(expressions).join(", ")}`,
    );
  }
  return made(a, b, c);
}

/** Whether there is WGSL for the operation. */
export function isElement(name: string): boolean {
  return name in expressions;
}

const infix = (operator: string) => (a: string, b: string) => `${a} ${operator} ${b}`;
const call = (name: string) => (a: string, b?: string) => `${name}(${b === undefined ? a : `${a}, ${b}`})`;

const expressions: Readonly<Record<string, (a: string, b: string, c: string) => string>> = {
  copy: (a) => a,
  add: infix("+"),
  sub: infix("-"),
  mul: infix("*"),
  div: infix("/"),
  neg: (a) => `-${a}`,
  abs: (a) => `abs(${a})`,
  sqrt: (a) => `sqrt(${a})`,
  maximum: call("larger"),
  minimum: call("smaller"),
  floor: (a) => `floor(${a})`,
  ceil: (a) => `ceil(${a})`,
  trunc: (a) => `trunc(${a})`,
  round: (a) => `round(${a})`,
  exp: (a) => `expOf(${a})`,
  expm1: (a) => `expm1Of(${a})`,
  log: (a) => `logOf(${a})`,
  log1p: (a) => `log1pOf(${a})`,
  tanh: (a) => `tanhOf(${a})`,
  erf: (a) => `erfOf(${a})`,
  sin: (a) => `waveOf(${a}, 0)`,
  cos: (a) => `waveOf(${a}, 1)`,
  sigmoid: (a) => `1.0f / (1.0f + expOf(-${a}))`,
  eq: infix("=="),
  ne: infix("!="),
  lt: infix("<"),
  le: infix("<="),
  logicalAnd: infix("&&"),
  logicalOr: infix("||"),
  logicalNot: (a) => `!${a}`,
  where: (a, b, c) => `select(${c}, ${b}, ${a})`,
  pow: call("powOf"),
  toBool: (a) => `${a} != 0`,
  boolToInt: (a) => `select(0i, 1i, ${a})`,
  "to:bool": (a) => `select(0.0f, 1.0f, ${a})`,
  "to:int32": (a) => `f32(${a})`,
};

/** A plain number; what is no finite one comes from the parameters, as WGSL refuses to write it. */
export function literalExpression(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return "bitcast<f32>(p[0].z)";
  if (Number.isFinite(rounded)) return Object.is(rounded, -0) ? "bitcast<f32>(0x80000000u)" : single(rounded);
  return `bitcast<f32>(p[0].${rounded > 0 ? "x" : "y"})`;
}
