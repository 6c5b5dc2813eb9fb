/** The checks that samplers share. */

export function checkSize(where: string, size: number): number {
  if (Number.isInteger(size) && size > 0) return size;
  throw new RangeError(`${where}: size ${size}, a whole number from 1 on is needed`);
}

export function checkPositive(where: string, name: string, value: number): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${where}: ${name} ${value}, a positive number is needed`);
}

export function checkRate(where: string, name: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new RangeError(`${where}: ${name} ${value}, a number between 0 and 1 is needed`);
}

export function checkCount(where: string, name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${where}: ${name} ${value}, a whole number from 1 on is needed`);
}
