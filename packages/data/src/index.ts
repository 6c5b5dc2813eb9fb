export { readTar, type TarEntry } from "./archive/tar.ts";
export { type BatchesOptions, batches } from "./batches.ts";
export { type Digits, digitsSplit, digitsWriterSplit, loadDigits, type Split } from "./digits/digits.ts";
export { type Idx, parseIdx } from "./idx.ts";
export { parseCifar10, parseCifar10Archive } from "./loaders/cifar10.ts";
export {
  type ChannelStatistics,
  channelStatistics,
  type FloatOptions,
  type ImageSample,
  ImageSet,
} from "./loaders/image-set.ts";
export { parseFashionMnist, parseMnist } from "./loaders/mnist.ts";
export { type Collated, collate } from "./loading/collate.ts";
export { DataLoader, type DataLoaderOptions, type EpochOptions } from "./loading/data-loader.ts";
export { concat, type Dataset, mapDataset, subset, tensorDataset } from "./loading/dataset.ts";
export type { BatchPlanOptions } from "./loading/epoch-plan.ts";
export {
  balancedSampler,
  randomSampler,
  type Sampler,
  type ShardOptions,
  sequentialSampler,
  shardSampler,
  stratifiedSampler,
  subsetSampler,
  type WeightedOptions,
  weightedSampler,
} from "./loading/samplers.ts";
export { type StratifiedSplitOptions, stratifiedSplit } from "./stratified-split.ts";
export { type CsvOptions, parseCsv } from "./table/parse-csv.ts";
export {
  type CategoryColumn,
  type Column,
  type ColumnKind,
  type NumberColumn,
  Table,
  type TextColumn,
} from "./table/table.ts";
export { CharacterVocabulary } from "./text/character-vocabulary.ts";
export {
  type CharacterCorpus,
  characterCorpus,
  randomWindows,
  type WindowOptions,
  windowsAt,
} from "./text/corpus.ts";
export { type LabelledTexts, labelledTexts, parseImdb, parseLabelledTsv } from "./text/labelled-texts.ts";
export { type Names, nameContexts, parseNames } from "./text/names.ts";
export { type PadOptions, padSequences } from "./text/pad-sequences.ts";
export { pythonShuffle } from "./text/python-shuffle.ts";
export { WordVocabulary, type WordVocabularyOptions } from "./text/word-vocabulary.ts";
export { tokenizeWords } from "./text/words.ts";
