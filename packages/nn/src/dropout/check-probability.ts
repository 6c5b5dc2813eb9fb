/** Refuses a share that does not lie between 0 and 1. */
export function checkProbability(where: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${where}: p ${p}, a number from 0 to 1 is needed`);
}
