import { readTar } from "../archive/tar.ts";
import { ImageSet } from "./image-set.ts";

/** The classes in the order of batches.meta.txt. */
const classes = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
] as const;

const pixels = 3 * 32 * 32;
const record = 1 + pixels;

/**
 * CIFAR-10 from the bytes of its binary files, one after the other: [N, 3, 32, 32], channels red, green, blue.
 *
 * A record is one byte for the label and 3,072 for the image, channel by channel, each in row-major order.
 * A. Krizhevsky 2009, Learning multiple layers of features from tiny images, https://www.cs.toronto.edu/~kriz/cifar.html
 */
export function parseCifar10(...files: Uint8Array[]): ImageSet {
  const counts = files.map((file, i) => recordsOf(file, i));
  const n = counts.reduce((total, count) => total + count, 0);
  const images = new Uint8Array(n * pixels);
  const labels = new Int32Array(n);
  let at = 0;
  for (const [f, file] of files.entries()) {
    for (let i = 0; i < counts[f]!; i++, at++) {
      const label = file[i * record]!;
      if (label >= classes.length) {
        throw new RangeError(
          `parseCifar10: label ${label} in record ${i} of file ${f}, 0 to 9 are needed (is this CIFAR-10's binary version?)`,
        );
      }
      labels[at] = label;
      images.set(file.subarray(i * record + 1, (i + 1) * record), at * pixels);
    }
  }
  return new ImageSet(images, [n, 3, 32, 32], labels, classes);
}

/** CIFAR-10 from its decompressed archive of the binary version: five files for training, one for test. */
export function parseCifar10Archive(archive: Uint8Array): { train: ImageSet; test: ImageSet } {
  const files = new Map<string, Uint8Array>();
  for (const { path, bytes } of readTar(archive)) files.set(path.split("/").at(-1)!, bytes);
  const file = (name: string) => {
    const bytes = files.get(name);
    if (bytes) return bytes;
    throw new RangeError(
      `parseCifar10Archive: ${files.size} files without ${name}, data_batch_1.bin to data_batch_5.bin and test_batch.bin are needed (is this cifar-10-binary.tar?)`,
    );
  };
  const train = [1, 2, 3, 4, 5].map((i) => file(`data_batch_${i}.bin`));
  return { train: parseCifar10(...train), test: parseCifar10(file("test_batch.bin")) };
}

function recordsOf(file: Uint8Array, index: number): number {
  if (file[0] === 0x1f && file[1] === 0x8b)
    throw new RangeError(`parseCifar10: file ${index} is gzip, decompressed bytes are needed`);
  if (file.length % record === 0) return file.length / record;
  throw new RangeError(
    `parseCifar10: ${file.length} bytes in file ${index}, a multiple of ${record} is needed, one label and ${pixels} pixels each (is the file cut off?)`,
  );
}
