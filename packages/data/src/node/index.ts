export { cacheFolder } from "./cache-folder.ts";
export type { Checksum, DataFile } from "./data-file.ts";
export { DataProblem, type DataProblemCode } from "./data-problem.ts";
export type { DownloadOptions, DownloadProgress } from "./download.ts";
export { type ReadOptions, readDataFile } from "./read-data-file.ts";
export { loadCifar10Subset } from "./sources/cifar10.ts";
export { loadFashionMnist, loadMnist, type TrainAndTest } from "./sources/mnist.ts";
export { loadNames, loadTinyShakespeare } from "./sources/text.ts";
