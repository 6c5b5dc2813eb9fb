import { full, type Tensor } from "@blankfile/tensor";

/** A number that may change between steps, also between those of a compiled function: formulas read it from its tensor. */
export class Setting {
  readonly tensor: Tensor;
  #value: number;

  constructor(value: number) {
    this.tensor = full([], value, { dtype: "float64" });
    this.#value = value;
  }

  get value(): number {
    return this.#value;
  }

  set value(value: number) {
    this.tensor.fill_(value);
    this.#value = value;
  }
}

/** Refuses a setting outside its range, by name. */
export function checkSetting(where: string, name: string, value: number, low: number, high: number): void {
  if (typeof value !== "number" || !(value >= low && value <= high)) {
    throw new RangeError(
      `${where}: ${name} ${typeof value === "string" ? JSON.stringify(value) : String(value)}, a number from ${low} to ${high === Number.POSITIVE_INFINITY ? "∞" : high} is needed`,
    );
  }
}

/** Refuses betas, the shares that running means keep, outside [0, 1). */
export function checkBetas(where: string, betas: readonly number[], count = 2): void {
  if (!Array.isArray(betas) || betas.length !== count)
    throw new RangeError(`${where}: betas [${String(betas)}], ${count} numbers are needed`);
  for (const beta of betas) {
    if (!(beta >= 0 && beta < 1))
      throw new RangeError(`${where}: beta ${beta}, a number from 0 to below 1 is needed`);
  }
}
