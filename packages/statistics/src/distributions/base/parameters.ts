/** Named parameters, each a finite number. */
export function requireFinite(where: string, parameters: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== "number") {
      throw new TypeError(`${where}: ${name} = ${String(value)}, a number is needed`);
    }
    if (!Number.isFinite(value))
      throw new RangeError(`${where}: ${name} = ${value}, a finite number is needed`);
  }
}

/** Named parameters, each finite and above 0. */
export function requirePositive(where: string, parameters: Readonly<Record<string, number>>): void {
  requireFinite(where, parameters);
  for (const [name, value] of Object.entries(parameters)) {
    if (value <= 0) throw new RangeError(`${where}: ${name} = ${value}, a number above 0 is needed`);
  }
}

/** Named probabilities, each from 0 to 1. */
export function requireProbability(where: string, parameters: Readonly<Record<string, number>>): void {
  requireFinite(where, parameters);
  for (const [name, value] of Object.entries(parameters)) {
    if (value < 0 || value > 1)
      throw new RangeError(`${where}: ${name} = ${value}, a number from 0 to 1 is needed`);
  }
}

/** Named whole numbers, each at least `least`. */
export function requireWhole(where: string, parameters: Readonly<Record<string, number>>, least = 0): void {
  requireFinite(where, parameters);
  for (const [name, value] of Object.entries(parameters)) {
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`${where}: ${name} = ${value}, a whole number from ${least} on is needed`);
    }
  }
}
