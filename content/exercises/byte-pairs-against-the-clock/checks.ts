import { all, type Check, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Merge } from "./starter.ts";

type Module = typeof import("./starter.ts");

function corpus(seed: number, words: number): [string, number][] {
  const draw = random(seed);
  const found = new Map<string, number>();
  for (let n = 0; n < words; n++) {
    const word = Array.from(
      { length: 1 + draw.integer(7) },
      () => "abcd"[Math.floor(4 * draw.uniform() ** 2)]!,
    ).join("");
    found.set(word, 1 + draw.integer(4));
  }
  return [...found];
}

const join = (pieces: string[], [left, right]: Merge): string[] => {
  const [first, second, ...rest] = pieces;
  if (first === undefined) return [];
  if (second === undefined) return [first];
  return first === left && second === right
    ? [left + right, ...join(rest, [left, right])]
    : [first, ...join([second, ...rest], [left, right])];
};

/** The rounds once more, with a plain list of candidates. */
function reference(words: [string, number][], count: number): Merge[] {
  let split = words.map(([word, times]) => ({ pieces: [...word], times }));
  const merges: Merge[] = [];
  for (let round = 0; round < count; round++) {
    const pairs = split.flatMap(({ pieces }) =>
      pieces.slice(1).map((right, i): Merge => [pieces[i]!, right]),
    );
    const worth = ([left, right]: Merge) =>
      split.reduce(
        (sum, { pieces, times }) =>
          sum + times * pieces.filter((p, i) => p === left && pieces[i + 1] === right).length,
        0,
      );
    const better = (a: Merge, b: Merge) => {
      const gap = worth(a) - worth(b);
      if (gap !== 0) return gap > 0;
      return a[0] === b[0] ? a[1] < b[1] : a[0] < b[0];
    };
    const best = pairs.reduce<Merge | undefined>(
      (top, pair) => (top === undefined || better(pair, top) ? pair : top),
      undefined,
    );
    if (best === undefined || worth(best) < 2) break;
    merges.push(best);
    split = split.map(({ pieces, times }) => ({ pieces: join(pieces, best), times }));
  }
  return merges;
}

export const checks: Check<Module>[] = [
  {
    name: "two rounds by hand: low ×5, lower ×2, slow ×1",
    why: "l·o occurs 5 + 2 + 1 = 8 times, o·w too; l is smaller than o. Then lo·w occurs 8 times, more than w·e.",
    run: ({ train }) =>
      equal(
        train(
          [
            ["low", 5],
            ["lower", 2],
            ["slow", 1],
          ],
          2,
        ),
        [
          ["l", "o"],
          ["lo", "w"],
        ],
      ),
  },
  {
    name: "a word counts as often as its frequency",
    why: "ab stands in one word that was seen three times, cd in two that were seen once.",
    run: ({ train }) =>
      equal(
        train(
          [
            ["ab", 3],
            ["cde", 1],
            ["cdf", 1],
          ],
          1,
        ),
        [["a", "b"]],
      ),
  },
  {
    name: "equal counts: the smaller left piece, then the smaller right one",
    why: "All four pairs occur twice. Whatever stands first in the words or in the map must not matter.",
    run: ({ train }) =>
      equal(
        train(
          [
            ["zb", 2],
            ["bz", 2],
            ["bd", 2],
            ["ca", 2],
          ],
          3,
        ),
        [
          ["b", "d"],
          ["b", "z"],
          ["c", "a"],
        ],
      ),
  },
  {
    name: "places that overlap are counted, but merged from left to right",
    why: "aaa holds a·a twice. Merged from the left it is aa·a; the middle a cannot be used twice.",
    run: ({ train, encode }) =>
      all(
        equal(train([["aaa", 1]], 3), [["a", "a"]]),
        equal(encode("aaaaa", [["a", "a"]]), ["aa", "aa", "a"]),
        equal(train([["aaaa", 1]], 3), [["a", "a"]]),
      ),
  },
  {
    name: "a pair that occurs once is not learnt, and training may end early",
    why: "After ab is merged in abx and aby, all pairs that are left occur once.",
    run: ({ train }) =>
      all(
        equal(
          train(
            [
              ["abx", 1],
              ["aby", 1],
            ],
            10,
          ),
          [["a", "b"]],
        ),
        equal(train([], 5), []),
        equal(train([["abab", 9]], 0), []),
      ),
  },
  {
    name: "no pair reaches from one word into the next",
    why: "b·a would stand between the two words if they were joined.",
    run: ({ train }) =>
      equal(
        train(
          [
            ["ab", 1],
            ["a", 1],
            ["b", 1],
          ],
          1,
        ),
        [],
      ),
  },
  {
    name: "pieces with commas and spaces are not mixed up",
    why: "A key such as left + ',' + right cannot be taken apart again where a piece is a comma. Keep the pair beside its count, or use a key that can be read back.",
    run: ({ train }) =>
      equal(
        train(
          [
            [",,", 2],
            ["  ", 3],
            [", ", 1],
          ],
          3,
        ),
        [
          [" ", " "],
          [",", ","],
        ],
      ),
  },
  {
    name: "encoding applies the earliest merge first, not the leftmost pair",
    why: "b·c was learnt before a·b: abc becomes a·bc. From left to right it would be ab·c.",
    run: ({ encode }) =>
      all(
        equal(
          encode("abc", [
            ["b", "c"],
            ["a", "b"],
          ]),
          ["a", "bc"],
        ),
        equal(
          encode("abc", [
            ["a", "b"],
            ["b", "c"],
          ]),
          ["ab", "c"],
        ),
      ),
  },
  {
    name: "a later merge can make an earlier one possible again",
    why: "abc can arise from a·bc or from ab·c. Here ab·c, the last merge, makes it, and then abc·d, the first, is present.",
    run: ({ encode }) =>
      equal(
        encode("abcd", [
          ["abc", "d"],
          ["a", "b"],
          ["ab", "c"],
        ]),
        ["abcd"],
      ),
  },
  {
    name: "characters beyond 16 bits stay whole",
    why: 'split("") cuts them in halves; [...word] does not.',
    run: ({ train, encode }) =>
      all(equal(encode("a😀b", []), ["a", "😀", "b"]), equal(train([["😀😀", 2]], 5), [["😀", "😀"]])),
  },
  {
    name: "training agrees with a slow reference on random words",
    probes: "tokenization",
    why: "Every round counts anew, in the words as they stand now.",
    run: ({ train }) =>
      all(...[1, 2, 3, 4].map((seed) => equal(train(corpus(seed, 12), 12), reference(corpus(seed, 12), 12)))),
  },
  {
    name: "the words of the training are encoded into known pieces, and back into themselves",
    why: "The vocabulary holds all characters and all merged pieces, each once; joined, the pieces of a word are the word.",
    run: ({ train, encode, vocabulary, toIds, fromIds }) => {
      const words = corpus(5, 15);
      const merges = train(words, 10);
      const vocab = vocabulary(words, merges);
      return all(
        equal(new Set(vocab).size, vocab.length),
        equal(
          [...vocab].sort(),
          [...new Set([...words.flatMap(([w]) => [...w]), ...merges.map(([l, r]) => l + r)])].sort(),
        ),
        ...words.map(([word]) => equal(fromIds(toIds(encode(word, merges), vocab), vocab), word)),
      );
    },
  },
  {
    name: "ids are the places in the list; unknown pieces and ids are refused",
    why: "indexOf gives −1 for an unknown piece, and vocab[−1] is undefined.",
    run: ({ toIds, fromIds }) =>
      all(
        equal(toIds(["c", "ab"], ["ab", "b", "c"]), [2, 0]),
        equal(fromIds([2, 0], ["ab", "b", "c"]), "cab"),
        refuses(() => toIds(["x"], ["a"])),
        refuses(() => fromIds([1], ["a"])),
        refuses(() => fromIds([-1], ["a"])),
        refuses(() => fromIds([0.5], ["a"])),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "splice on a list that was handed in changes it.",
    run: ({ train, encode, vocabulary }) => {
      const words = corpus(6, 8);
      const merges: Merge[] = [["a", "b"]];
      const before = JSON.stringify({ words, merges });
      train(words, 3);
      encode("abab", merges);
      vocabulary(words, merges);
      return holds(JSON.stringify({ words, merges }) === before, "words or merges changed", "both unchanged");
    },
  },
];
