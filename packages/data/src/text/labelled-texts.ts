import { readTar } from "../archive/tar.ts";

/** Texts with a class each. */
export interface LabelledTexts {
  texts: string[];
  /** Places in `classes`, [N]. */
  labels: Int32Array;
  /** In the order of their code points. */
  classes: string[];
}

/** Gathers pairs of a class's name and a text. */
export function labelledTexts(pairs: readonly (readonly [label: string, text: string])[]): LabelledTexts {
  const classes = [...new Set(pairs.map(([label]) => label))].sort((a, b) => (a < b ? -1 : 1));
  return {
    texts: pairs.map(([, text]) => text),
    labels: Int32Array.from(pairs, ([label]) => classes.indexOf(label)),
    classes,
  };
}

/** Reads lines of a class, a tab and a text. */
export function parseLabelledTsv(text: string): LabelledTexts {
  const pairs = text.split(/\r?\n/).flatMap((line, i): [string, string][] => {
    if (line === "") return [];
    const tab = line.indexOf("\t");
    if (tab < 1) {
      throw new RangeError(
        `parseLabelledTsv: line ${i + 1} has no class before a tab (${JSON.stringify(line.slice(0, 40))}), "class<tab>text" is needed`,
      );
    }
    return [[line.slice(0, tab), line.slice(tab + 1)]];
  });
  return labelledTexts(pairs);
}

/**
 * The IMDB reviews from the decompressed aclImdb_v1.tar: 25,000 for training and 25,000 for test, `neg` 0 and `pos` 1. The line breaks
 * "<br />" of its pages become spaces; the reviews without a label are passed over.
 *
 * A file is `aclImdb/<train or test>/<neg or pos>/<id>_<stars>.txt`; here they come by class, then by id.
 * Maas, Daly, Pham, Huang, Ng, Potts 2011, https://ai.stanford.edu/~amaas/data/sentiment/
 */
export function parseImdb(archive: Uint8Array): { train: LabelledTexts; test: LabelledTexts } {
  const parts: Record<string, { label: string; id: number; text: string }[]> = { train: [], test: [] };
  const decoder = new TextDecoder();
  for (const { path, bytes } of readTar(archive)) {
    const found = /(?:^|\/)(train|test)\/(neg|pos)\/(\d+)_\d+\.txt$/.exec(path);
    if (!found) continue;
    const text = decoder.decode(bytes).replaceAll(/(?:<br \/>)+/g, " ");
    parts[found[1]!]!.push({ label: found[2]!, id: Number(found[3]), text });
  }
  const [train, test] = ["train", "test"].map((part) => {
    const reviews = parts[part]!.sort((a, b) =>
      a.label === b.label ? a.id - b.id : a.label < b.label ? -1 : 1,
    );
    if (new Set(reviews.map(({ label }) => label)).size === 2)
      return labelledTexts(reviews.map(({ label, text }) => [label, text]));
    throw new RangeError(
      `parseImdb: ${reviews.length} reviews for ${part}, files ${part}/neg/<id>_<stars>.txt and ${part}/pos/… are needed (is this aclImdb_v1.tar?)`,
    );
  });
  return { train: train!, test: test! };
}
