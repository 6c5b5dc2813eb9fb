import { Tensor } from "@blankfile/tensor";
import { digitsPacked } from "./digits-bytes.ts";
import { digitsTestBits } from "./digits-split-bits.ts";

/** Labelled images as arrays: N images of F pixels. */
export interface Digits {
  /** Pixels 0 to 16, float32, shape [N, 64], row by row of the 8 × 8 image. */
  images: Tensor;
  /** Digits 0 to 9, int32, shape [N]. */
  labels: Tensor;
}

const count = 1797;
const pixels = 64;

/**
 * The 1,797 handwritten digits of 8 × 8 pixels, in the order of the original file, in which the images of one writer stand together.
 *
 * E. Alpaydin, C. Kaynak 1998, Optical Recognition of Handwritten Digits (the test part), UCI Machine Learning Repository,
 * https://doi.org/10.24432/C50P49, licence CC BY 4.0; here from scikit-learn's copy. Each pixel counts the ink in a 4 × 4 block of a
 * 32 × 32 bitmap.
 */
export async function loadDigits(): Promise<Digits> {
  const payload = await inflate(decodeBase64(digitsPacked));
  const size = count * (pixels + 1);
  if (payload.length !== size) {
    throw new RangeError(
      `loadDigits: the file has ${payload.length} bytes, ${size} are needed; get the repository's copy again`,
    );
  }
  return {
    images: new Tensor(Float32Array.from(payload.subarray(0, count * pixels)), [count, pixels], "float32"),
    labels: new Tensor(Int32Array.from(payload.subarray(count * pixels)), [count], "int32"),
  };
}

export interface Split {
  /** Indices, ascending. */
  train: Int32Array;
  test: Int32Array;
}

/** The stratified split that every figure on the digits is measured on: a fifth for test, each digit in proportion. Fixed for ever. */
export function digitsSplit(): Split {
  const bits = decodeBase64(digitsTestBits);
  const inTest = (i: number) => ((bits[i >> 3]! >> (7 - (i & 7))) & 1) === 1;
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return { train: all.filter((i) => !inTest(i)), test: all.filter(inTest) };
}

/** The last 360 images for test: writers that the training part has not seen, and a lower accuracy for it. */
export function digitsWriterSplit(): Split {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return { train: all.subarray(0, count - 360), test: all.subarray(count - 360) };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
