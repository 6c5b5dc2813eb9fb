/** What an estimator may be told, declared once: the default, what is allowed, and the words for it. */
export interface Parameter<T> {
  readonly default: T;
  /** What is needed instead, in words; undefined where the value is allowed. */
  refuse(value: unknown): string | undefined;
}

/** Declarations by name. The type differs between estimators, so values are unknown here. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** Every parameter with its value. */
export type Values<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** What a constructor takes: parameters left out have their defaults. */
export type Options<P extends Parameters> = Partial<Values<P>>;

interface Range {
  /** The smallest value allowed. */
  min?: number;
  /** The largest value allowed. */
  max?: number;
  /** Values must be greater. */
  above?: number;
  /** Values must be less. */
  below?: number;
}

function declare<T>(fallback: T, refuse: Parameter<T>["refuse"]): Parameter<T> {
  return { default: fallback, refuse };
}

function inWords(kind: string, { min, max, above, below }: Range): string {
  const bounds = [
    min === undefined ? "" : `≥ ${min}`,
    above === undefined ? "" : `> ${above}`,
    max === undefined ? "" : `≤ ${max}`,
    below === undefined ? "" : `< ${below}`,
  ].filter((bound) => bound !== "");
  return bounds.length > 0 ? `${kind} ${bounds.join(" and ")}` : kind;
}

function isWithin(value: number, { min, max, above, below }: Range): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

/** A number; infinity only where the range names it as an end. */
export function real(fallback: number, range: Range = {}): Parameter<number> {
  return declare(fallback, (value) => {
    const ends = [range.min, range.max];
    const isNumber = typeof value === "number" && (Number.isFinite(value) || ends.includes(value));
    return isNumber && isWithin(value, range) ? undefined : inWords("a number", range);
  });
}

export function integer(fallback: number, range: Range = {}): Parameter<number> {
  return declare(fallback, (value) =>
    Number.isSafeInteger(value) && isWithin(value as number, range)
      ? undefined
      : inWords("a whole number", range),
  );
}

export function boolean(fallback: boolean): Parameter<boolean> {
  return declare(fallback, (value) => (typeof value === "boolean" ? undefined : "true or false"));
}

/** One of a few words. The first is the default. */
export function choice<const Words extends readonly [string, ...string[]]>(
  ...words: Words
): Parameter<Words[number]> {
  return declare<Words[number]>(words[0], (value) =>
    words.includes(value as string)
      ? undefined
      : `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`,
  );
}

/** null, which is the default, or what `parameter` allows. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | null> {
  return declare<T | null>(null, (value) => {
    const needed = value === null ? undefined : parameter.refuse(value);
    return needed === undefined ? undefined : `${needed}, or null`;
  });
}

/** What either of two allows; the default is the first one's. */
export function either<A, B>(first: Parameter<A>, second: Parameter<B>): Parameter<A | B> {
  return declare<A | B>(first.default, (value) => {
    const [one, other] = [first.refuse(value), second.refuse(value)];
    return one === undefined || other === undefined ? undefined : `${one}, or ${other}`;
  });
}

/** A parameter with another default. */
export function withDefault<T>(fallback: T, parameter: Parameter<T>): Parameter<T> {
  return declare(fallback, parameter.refuse);
}

/** A list, each of which `item` allows. */
export function list<T>(fallback: readonly T[], item: Parameter<T>): Parameter<readonly T[]> {
  return declare<readonly T[]>(fallback, (value) => {
    if (!Array.isArray(value)) return "a list";
    const wrong = value.findIndex((one) => item.refuse(one) !== undefined);
    return wrong < 0 ? undefined : `${item.refuse(value[wrong])} at place ${wrong} of the list`;
  });
}

/** The seed of what is random: equal seeds, equal results. 0 unless told. */
export const randomState = integer(0, { min: 0 });

/** Anything for which `allows` holds, `needed` in words. */
export function custom<T>(fallback: T, allows: (value: unknown) => boolean, needed: string): Parameter<T> {
  return declare(fallback, (value) => (allows(value) ? undefined : needed));
}
