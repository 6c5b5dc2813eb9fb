import { parseCifar10, parseCifar10Archive } from "../../loaders/cifar10.ts";
import type { DataFile } from "../data-file.ts";
import { type ReadOptions, readDataFile } from "../read-data-file.ts";
import type { TrainAndTest } from "./mnist.ts";

/** The authors' page gives MD5 of the archive; we have no copy to take SHA-256 of. */
const archive: DataFile = {
  path: "cifar10/cifar-10-binary.tar.gz",
  urls: ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
  checksum: { md5: "c32a1d4ab5d03f1284b67883e8d87530" },
  page: "https://www.cs.toronto.edu/~kriz/cifar.html",
};

/** CIFAR-10: 50,000 and 10,000 images, [N, 3, 32, 32], in the order of its files. 170 MB to fetch. */
export async function loadCifar10(options: ReadOptions = {}): Promise<TrainAndTest> {
  return parseCifar10Archive(await readDataFile(archive, options));
}

function subsetFile(name: string, sha256: string): DataFile {
  return {
    path: `cifar10-subset/${name}`,
    urls: [],
    checksum: { sha256 },
    page: "https://www.cs.toronto.edu/~kriz/cifar.html",
  };
}

const subset = {
  train: subsetFile("train-10k.bin.gz", "95bc40a96c189b4ae973b8e377256610c0b0865f59a76bf2e7b5f5d3b6a9cd51"),
  test: subsetFile("test-2k.bin.gz", "65a36f361a04e21951243a1b87bd2051943f6c66feed8d6c1163e746c5a3dc83"),
};

/**
 * 10,000 training and 2,000 test images of CIFAR-10, [N, 3, 32, 32], shuffled. A set of its own: it was rebuilt from a JPEG copy, so pixels
 * differ a little from the original, and figures on it are not figures on CIFAR-10. It has no public address; it must lie in BLANKFILE_DATA
 * or in the cache.
 */
export async function loadCifar10Subset(options: ReadOptions = {}): Promise<TrainAndTest> {
  const train = parseCifar10(await readDataFile(subset.train, options));
  const test = parseCifar10(await readDataFile(subset.test, options));
  return { train, test };
}
