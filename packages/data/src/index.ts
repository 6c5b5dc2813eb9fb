export { type BatchesOptions, batches } from "./batches.ts";
export { type Digits, digitsSplit, digitsWriterSplit, loadDigits, type Split } from "./digits/digits.ts";
export { type Idx, parseIdx } from "./idx.ts";
export { parseCifar10 } from "./loaders/cifar10.ts";
export {
  type ChannelStatistics,
  channelStatistics,
  type FloatOptions,
  type ImageSample,
  ImageSet,
} from "./loaders/image-set.ts";
export { parseFashionMnist, parseMnist } from "./loaders/mnist.ts";
export { type StratifiedSplitOptions, stratifiedSplit } from "./stratified-split.ts";
export { CharacterVocabulary } from "./text/character-vocabulary.ts";
export {
  type CharacterCorpus,
  characterCorpus,
  randomWindows,
  type WindowOptions,
  windowsAt,
} from "./text/corpus.ts";
export { type Names, nameContexts, parseNames } from "./text/names.ts";
export { pythonShuffle } from "./text/python-shuffle.ts";
