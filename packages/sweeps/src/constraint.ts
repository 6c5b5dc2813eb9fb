/** What must hold between parameters for a configuration to be tried, read from a line such as "hidden * batch <= 8192". */
export interface Constraint {
  text: string;
  left: readonly (string | number)[];
  operator: keyof typeof operators;
  right: readonly (string | number)[];
}

const operators = {
  "<=": (a: number, b: number) => a <= b,
  ">=": (a: number, b: number) => a >= b,
  "<": (a: number, b: number) => a < b,
  ">": (a: number, b: number) => a > b,
  "==": (a: number, b: number) => a === b,
  "!=": (a: number, b: number) => a !== b,
};

/** Products of parameters and numbers on both sides of one comparison: data, not code. Throws a RangeError that says what is wrong. */
export function readConstraint(text: string, names: readonly string[]): Constraint {
  const [, left, operator, right] = /^([^<>=!]+)(<=|>=|==|!=|<|>)([^<>=!]+)$/.exec(text) ?? [];
  if (left === undefined)
    throw new RangeError(
      `constraint ${JSON.stringify(text)}: one comparison of products is needed, such as "hidden * batch <= 8192"`,
    );
  const side = (words: string) => words.split("*").map((word) => factor(word.trim(), text, names));
  return { text, left: side(left), operator: operator as Constraint["operator"], right: side(right!) };
}

/** The flags that it names. */
export function flagsIn({ left, right }: Constraint): string[] {
  return [...left, ...right].filter((one) => typeof one === "string");
}

/** Whether it holds. A constraint over a parameter that this configuration does not have asks nothing of it. */
export function holds(
  { left, operator, right }: Constraint,
  config: Readonly<Record<string, unknown>>,
): boolean {
  const [a, b] = [product(left, config), product(right, config)];
  return a === undefined || b === undefined || operators[operator](a, b);
}

function factor(word: string, text: string, names: readonly string[]): string | number {
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return Number(word);
  if (names.includes(word)) return word;
  throw new RangeError(
    `constraint ${JSON.stringify(text)}: ${JSON.stringify(word)} is neither a number nor one of the flags ${names.join(", ")}`,
  );
}

function product(
  factors: readonly (string | number)[],
  config: Readonly<Record<string, unknown>>,
): number | undefined {
  let result = 1;
  for (const one of factors) {
    const value = typeof one === "number" ? one : config[one];
    if (typeof value !== "number") return undefined;
    result *= value;
  }
  return result;
}
