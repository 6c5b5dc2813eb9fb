import { type CharacterCorpus, characterCorpus } from "../../text/corpus.ts";
import { type LabelledTexts, parseImdb } from "../../text/labelled-texts.ts";
import { type Names, parseNames } from "../../text/names.ts";
import type { DataFile } from "../data-file.ts";
import { type ReadOptions, readDataFile } from "../read-data-file.ts";

const tinyShakespeare: DataFile = {
  path: "text/tinyshakespeare.txt",
  urls: ["https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"],
  checksum: { sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed" },
  page: "https://github.com/karpathy/char-rnn",
};

const names: DataFile = {
  path: "text/names.txt",
  urls: ["https://raw.githubusercontent.com/karpathy/makemore/master/names.txt"],
  checksum: { sha256: "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d" },
  page: "https://github.com/karpathy/makemore",
};

/** MD5 as torchtext has it for this file; we have no copy to take SHA-256 of. */
const imdb: DataFile = {
  path: "text/aclImdb_v1.tar.gz",
  urls: ["https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"],
  checksum: { md5: "7c2ac02c03563afcf9b574c7e56c153a" },
  page: "https://ai.stanford.edu/~amaas/data/sentiment/",
};

/** 1,115,394 characters of Shakespeare's plays, 65 different ones; the first nine tenths for training. */
export async function loadTinyShakespeare(options: ReadOptions = {}): Promise<CharacterCorpus> {
  return characterCorpus(new TextDecoder().decode(await readDataFile(tinyShakespeare, options)));
}

/** 32,033 first names in lower case, split as makemore's lectures do. */
export async function loadNames(options: ReadOptions = {}): Promise<Names> {
  return parseNames(new TextDecoder().decode(await readDataFile(names, options)));
}

/** 25,000 and 25,000 film reviews, half of them good. 84 MB to fetch. */
export async function loadImdb(
  options: ReadOptions = {},
): Promise<{ train: LabelledTexts; test: LabelledTexts }> {
  return parseImdb(await readDataFile(imdb, options));
}
