/** A number, or an array of them that a function is applied to one by one. */
export type Values = number | ArrayLike<number>;

/** What comes back: a number for a number, a Float64Array for an array. */
export type Mapped<X extends Values> = X extends number ? number : Float64Array;

export function mapValues<X extends Values>(x: X, f: (value: number) => number): Mapped<X> {
  if (typeof x === "number") return f(x) as Mapped<X>;
  if (!(typeof x === "object" && x !== null && Number.isInteger(x.length))) {
    throw new TypeError(`distribution: ${String(x)} as argument, a number or an array of numbers is needed`);
  }
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = f(x[i]!);
  return out as Mapped<X>;
}
