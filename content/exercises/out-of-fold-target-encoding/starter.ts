export interface Encoding {
  /** The mean of all targets. */
  prior: number;
  /** The smoothed mean of each category that occurs. */
  values: Map<string, number>;
}

/** (sum + m · prior) / (count + m) of each category. */
export function fitEncoding(categories: string[], y: number[], m: number): Encoding {
  throw new Error("fitEncoding is not written yet");
}

/** A number for each row; the prior for categories that are not known. */
export function encode(categories: string[], encoding: Encoding): number[] {
  throw new Error("encode is not written yet");
}

/** A number for each row, from the rows outside its fold. */
export function encodeOutOfFold(categories: string[], y: number[], folds: number[][], m: number): number[] {
  throw new Error("encodeOutOfFold is not written yet");
}
