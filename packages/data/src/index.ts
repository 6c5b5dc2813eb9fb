export { readTar, type TarEntry } from "./archive/tar.ts";
export {
  type AffineOptions,
  affine,
  type RandomAffineOptions,
  randomAffine,
  randomRotation,
} from "./augment/affine.ts";
export { type Augmentation, compose } from "./augment/augmentation.ts";
export {
  adjustBrightness,
  adjustContrast,
  adjustSaturation,
  type ColorJitterOptions,
  colorJitter,
} from "./augment/color-jitter.ts";
export { type CropOptions, randomCrop } from "./augment/crop.ts";
export { cutmix } from "./augment/cutmix.ts";
export { type CutoutOptions, cutout } from "./augment/cutout.ts";
export { randomHorizontalFlip } from "./augment/flip.ts";
export { type MixedBatch, type MixOptions, mixup } from "./augment/mixup.ts";
export { normalize } from "./augment/normalize.ts";
export { type BatchesOptions, batches } from "./batches.ts";
export { type Digits, digitsSplit, digitsWriterSplit, loadDigits, type Split } from "./digits/digits.ts";
export {
  type DerivedText,
  derive,
  type Grammar,
  type GrammarFigures,
  grammarFigures,
} from "./generate/grammar.ts";
export { type LinearData, type LinearOptions, linearData } from "./generate/linear-data.ts";
export {
  type BlobOptions,
  blobs,
  type CloudOptions,
  checkerboard,
  circles,
  type Points,
  type SpiralOptions,
  spirals,
  twoMoons,
} from "./generate/point-clouds.ts";
export {
  type AddingOptions,
  addingProblem,
  type CopyOptions,
  copyMemory,
} from "./generate/sequence-tasks.ts";
export { stories, storyFigures } from "./generate/stories.ts";
export { type StrokeDigitOptions, strokeDigits } from "./generate/stroke-digits.ts";
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
export { parseCsvStream } from "./table/parse-csv-stream.ts";
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
