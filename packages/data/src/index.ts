export { type BatchesOptions, batches } from "./batches.ts";
export { type Digits, digitsSplit, digitsWriterSplit, loadDigits, type Split } from "./digits/digits.ts";
export { type Idx, parseIdx } from "./idx.ts";
export { type StratifiedSplitOptions, stratifiedSplit } from "./stratified-split.ts";
