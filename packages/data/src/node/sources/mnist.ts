import type { ImageSet } from "../../loaders/image-set.ts";
import { parseFashionMnist, parseMnist } from "../../loaders/mnist.ts";
import type { DataFile } from "../data-file.ts";
import { type ReadOptions, readDataFile } from "../read-data-file.ts";

export interface TrainAndTest {
  train: ImageSet;
  test: ImageSet;
}

/** The copies that torchvision and TensorFlow use; the authors' own page serves the files no more. */
const mirrors = [
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
];

function mnistFile(name: string, sha256: string): DataFile {
  return {
    path: `mnist/${name}`,
    urls: mirrors.map((mirror) => mirror + name),
    checksum: { sha256 },
    page: "http://yann.lecun.com/exdb/mnist/",
  };
}

const mnist = {
  trainImages: mnistFile(
    "train-images-idx3-ubyte.gz",
    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  ),
  trainLabels: mnistFile(
    "train-labels-idx1-ubyte.gz",
    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  ),
  testImages: mnistFile(
    "t10k-images-idx3-ubyte.gz",
    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  ),
  testLabels: mnistFile(
    "t10k-labels-idx1-ubyte.gz",
    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  ),
};

/** MNIST: 60,000 and 10,000 digits, [N, 1, 28, 28], in the original order. 11.6 MB to fetch. */
export async function loadMnist(options: ReadOptions = {}): Promise<TrainAndTest> {
  return loadPairs(mnist, parseMnist, options);
}

/** Its authors publish MD5 of the files in their README; we have no copy to take SHA-256 of. */
function fashionFile(name: string, md5: string): DataFile {
  return {
    path: `fashion-mnist/${name}`,
    urls: [
      `http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/${name}`,
      `https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/${name}`,
    ],
    checksum: { md5 },
    page: "https://github.com/zalandoresearch/fashion-mnist",
  };
}

const fashion = {
  trainImages: fashionFile("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
  trainLabels: fashionFile("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
  testImages: fashionFile("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"),
  testLabels: fashionFile("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
};

/** Fashion-MNIST: the sizes of MNIST, ten kinds of clothing. 31 MB to fetch. */
export async function loadFashionMnist(options: ReadOptions = {}): Promise<TrainAndTest> {
  return loadPairs(fashion, parseFashionMnist, options);
}

/** One after the other, so that progress speaks of one file at a time. */
async function loadPairs(
  files: typeof mnist,
  parse: typeof parseMnist,
  options: ReadOptions,
): Promise<TrainAndTest> {
  const read = (file: DataFile) => readDataFile(file, options);
  const train = parse(await read(files.trainImages), await read(files.trainLabels));
  const test = parse(await read(files.testImages), await read(files.testLabels));
  return { train, test };
}
