import type { Philox } from "@blankfile/tensor";
import { type DerivedText, derive, type Grammar, type GrammarFigures, grammarFigures } from "./grammar.ts";

/**
 * Little stories of four sentences, for language models that should learn something in a minute.
 *
 * There is something to learn at each distance: letters make words; a and an; verbs agree with their subjects in number; he, she and they
 * with the hero of the first sentence; and the last sentence names the hero's kind again.
 *
 *   Once there was an old fox named Otto. He lived by the river. One day he saw two boats and was very happy. The fox slept well that night.
 */
export function stories(n: number, { rng }: { rng: Philox }): DerivedText[] {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`stories: ${n}, a whole number from 0 is needed`);
  return Array.from({ length: n }, (_, i) => derive(storyGrammar, "story", rng.fork(i)));
}

/**
 * The entropy of a story, and its mean length. No model's loss in nats a character, over many stories, gets below nats / characters; where a
 * story's end is to be told by a character of its own, divide by characters + 1.
 */
export function storyFigures(): GrammarFigures {
  return grammarFigures(storyGrammar, "story");
}

const animals: readonly (readonly [one: string, many: string])[] = [
  ["fox", "foxes"],
  ["mouse", "mice"],
  ["owl", "owls"],
  ["goose", "geese"],
  ["bear", "bears"],
  ["hare", "hares"],
];

/** Each hero fixes the words that have to agree. */
interface Hero {
  key: string;
  first: string;
  pronoun: string;
  was: string;
  last: string;
}

const heroes: readonly Hero[] = animals.flatMap(([one, many]): Hero[] => [
  {
    key: `he ${one}`,
    first: `was <a quality> ${one} named <his name>`,
    pronoun: "He",
    was: "was",
    last: one,
  },
  {
    key: `she ${one}`,
    first: `was <a quality> ${one} named <her name>`,
    pronoun: "She",
    was: "was",
    last: one,
  },
  { key: `they ${one}`, first: `were <number> <quality> ${many}`, pronoun: "They", was: "were", last: many },
]);

/** Its texts have one derivation each; the test goes through all sentences. */
export const storyGrammar: Grammar = {
  story: heroes.map(({ key }) => `<${key}>`),
  ...Object.fromEntries(heroes.map((hero) => [hero.key, [storyOf(hero)]])),
  "a quality": ["a small", "a clever", "a brave", "a quiet", "an old", "an angry", "an honest"],
  quality: ["small", "clever", "brave", "quiet", "old", "angry", "honest"],
  number: ["two", "three", "four"],
  "his name": ["Otto", "Tom", "Max", "Ben"],
  "her name": ["Ada", "Mia", "Eva", "Zoe"],
  place: ["by the river", "in the forest", "under a hill", "near the old mill", "behind the barn"],
  thing: ["a boat", "an apple", "a red kite", "two boats", "three apples", "a ladder", "an umbrella"],
  feeling: ["happy", "sad", "curious", "afraid", "tired"],
  verb: ["saw", "found", "lost", "wanted", "drew"],
  end: ["slept well that night", "went home", "told nobody", "laughed and laughed", "never came back"],
};

function storyOf({ first, pronoun, was, last }: Hero): string {
  const day = `One day ${pronoun.toLowerCase()} <verb> <thing> and ${was} very <feeling>.`;
  return `Once there ${first}. ${pronoun} lived <place>. ${day} The ${last} <end>.`;
}
