import { Tensor } from "@blankfile/tensor";
import { CharacterVocabulary } from "./character-vocabulary.ts";
import { pythonShuffle } from "./python-shuffle.ts";

/** Names for makemore's experiments: "." is 0 and stands before and after a name; the letters follow from 1. */
export interface Names {
  /** In the order of the file. */
  names: string[];
  vocabulary: CharacterVocabulary;
  /** 80 %, 10 %, 10 % of the names, shuffled. */
  train: string[];
  val: string[];
  test: string[];
}

/**
 * Reads names, one a line, and splits them as makemore's lectures do: Python's shuffle with seed 42, then cuts at 80 % and 90 %, rounded down,
 * so that losses can be compared with the lectures'.
 *
 * A. Karpathy, https://github.com/karpathy/makemore
 */
export function parseNames(text: string): Names {
  const names = text.split(/\r?\n/);
  if (names.at(-1) === "") names.pop();
  const wrong = names.findIndex((name) => name === "" || name.includes("."));
  if (wrong >= 0) {
    throw new RangeError(
      `parseNames: ${JSON.stringify(names[wrong])} in line ${wrong + 1}, a name without "." is needed in each line`,
    );
  }
  const shuffled = pythonShuffle(names, 42);
  const [n1, n2] = [Math.floor(0.8 * names.length), Math.floor(0.9 * names.length)];
  return {
    names,
    vocabulary: CharacterVocabulary.of(names.join(""), { first: "." }),
    train: shuffled.slice(0, n1),
    val: shuffled.slice(n1, n2),
    test: shuffled.slice(n2),
  };
}

/**
 * For each character of each name, and for its end, the `blockSize` characters before it; "." where there are none.
 *
 *   "emma", 3:  ... → e,  ..e → m,  .em → m,  emm → a,  mma → .
 *
 * `contexts` int32 [N, T], `targets` int32 [N].
 */
export function nameContexts(
  names: readonly string[],
  vocabulary: CharacterVocabulary,
  blockSize: number,
): { contexts: Tensor; targets: Tensor } {
  if (!Number.isInteger(blockSize) || blockSize < 1)
    throw new RangeError(`nameContexts: blockSize ${blockSize}, a whole number from 1 is needed`);
  const ids = names.map((name) => vocabulary.encode(`${name}.`));
  const n = ids.reduce((total, name) => total + name.length, 0);
  const contexts = new Int32Array(n * blockSize);
  const targets = new Int32Array(n);
  const start = vocabulary.encode(".")[0]!;
  let row = 0;
  for (const name of ids) {
    for (let t = 0; t < name.length; t++, row++) {
      for (let k = 0; k < blockSize; k++) contexts[row * blockSize + k] = name[t - blockSize + k] ?? start;
      targets[row] = name[t]!;
    }
  }
  return {
    contexts: new Tensor(contexts, [n, blockSize], "int32"),
    targets: new Tensor(targets, [n], "int32"),
  };
}
