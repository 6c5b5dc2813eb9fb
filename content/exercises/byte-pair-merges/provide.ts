import { type Provide, random } from "@blankfile/curriculum/check";
import type { BytePairTokenizer, TrainOptions } from "@blankfile/transformer";
import type { Pair } from "./starter.ts";

type Mine = typeof import("./starter.ts");
type Ours = typeof BytePairTokenizer;

/**
 * Our class with the learner's three functions below text: cutting it into chunks, the bytes of characters, what was encoded before, and what
 * is refused stay with ours.
 */
export const provide: Provide<Mine, Ours> = {
  adapt(mine, ours) {
    const utf8 = new TextEncoder();
    const most = 100_000;
    return class BytePairTokenizer extends ours {
      readonly #seen = new Map<string, readonly number[]>();

      static override train(text: string, options: TrainOptions): BytePairTokenizer {
        const { split } = ours.train("", options); // refuses what ours refuses, and knows the usual split
        const chunks = chunksOf(text, split).map((chunk) => [...utf8.encode(chunk)]);
        return new BytePairTokenizer(mine.train(chunks, options.vocabularySize - 256), split);
      }

      static override fromJSON(json: ReturnType<Ours["prototype"]["toJSON"]>): BytePairTokenizer {
        return new BytePairTokenizer(json.merges, new RegExp(json.split, json.flags));
      }

      override encode(text: string): number[] {
        return chunksOf(text, this.split).flatMap((chunk) => {
          const ids = this.#seen.get(chunk) ?? mine.encode([...utf8.encode(chunk)], this.merges as Pair[]);
          if (this.#seen.size < most) this.#seen.set(chunk, ids);
          return ids;
        });
      }

      override decode(ids: readonly number[]): string {
        return new TextDecoder().decode(Uint8Array.from(mine.decode(ids, this.merges as Pair[])));
      }

      override bytesOf(id: number): Uint8Array {
        return Uint8Array.from(mine.decode([id], this.merges as Pair[]));
      }
    };
  },
  trial(implementation, seed) {
    const { integer } = random(seed);
    const words = ["sea", "shell", "she", "sells", "Muße", "10", "…"];
    const text = (count: number) =>
      Array.from({ length: count }, () => words[integer(words.length)]).join(" ");
    const tokenizer = implementation.train(text(60), { vocabularySize: 290 });
    const again = implementation.fromJSON(tokenizer.toJSON());
    const ids = again.encode(`${text(20)}, and 7 unseen ones!`);
    const back = [...tokenizer.decode(ids)].map((character) => character.codePointAt(0)!);
    return [...tokenizer.merges.flat(), ...ids, ...back, ...tokenizer.bytesOf(ids[0]!)];
  },
  tolerance: 0,
};

/** The text cut at the matches; what no match takes is a chunk of its own. */
function chunksOf(text: string, split: RegExp): string[] {
  const chunks: string[] = [];
  let end = 0;
  for (const { 0: chunk, index } of text.matchAll(split)) {
    chunks.push(text.slice(end, index), chunk);
    end = index + chunk.length;
  }
  return [...chunks, text.slice(end)].filter((chunk) => chunk !== "");
}
