import { all, type Check, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Pair } from "./starter.ts";

type Module = typeof import("./starter.ts");

const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
const a = 97;
const b = 98;
const c = 99;

/** Words over a small alphabet, so that pairs repeat and counts tie. */
function words(seed: number, letters: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: 12 }, () =>
    Array.from({ length: 1 + draw.integer(9) }, () => a + draw.integer(letters)),
  );
}

/** All merges one after the other, each over the whole list: what training did to its own words. */
function inOrder(word: readonly number[], merges: readonly Pair[]): number[] {
  let ids = [...word];
  merges.forEach(([left, right], rank) => {
    const next: number[] = [];
    while (ids.length > 0) {
      const here = ids[0] === left && ids[1] === right;
      next.push(here ? 256 + rank : ids[0]!);
      ids = ids.slice(here ? 2 : 1);
    }
    ids = next;
  });
  return ids;
}

/** The rule of the statement by brute force: every pair of ids is tried, in order of the ids. */
function learnt(chunks: readonly number[][], count: number): Pair[] {
  const merges: Pair[] = [];
  for (let round = 0; round < count; round++) {
    const now = chunks.map((chunk) => inOrder(chunk, merges));
    const ids = [...new Set(now.flat())].sort((x, y) => x - y);
    let best: Pair | undefined;
    let most = 1;
    for (const left of ids)
      for (const right of ids) {
        const times = now
          .map((chunk) => chunk.filter((id, i) => id === left && chunk[i + 1] === right).length)
          .reduce((x, y) => x + y, 0);
        if (times > most) [best, most] = [[left, right], times];
      }
    if (best === undefined) break;
    merges.push(best);
  }
  return merges;
}

export const checks: Check<Module>[] = [
  {
    name: "three words by hand: abab, ab, cab learn ab, then abab is not worth a merge",
    why: "a b occurs four times, b a once, c a once. After the merge the words are 256 256, 256 and c 256; each pair occurs once, and training stops although more merges were allowed. Where none are allowed, none are made.",
    run: ({ train }) =>
      all(
        equal(
          train(
            [
              [a, b, a, b],
              [a, b],
              [c, a, b],
            ],
            5,
          ),
          [[a, b]],
        ),
        equal(train([[a, b, a, b]], 0), []),
      ),
  },
  {
    name: "a merge can be part of a later one: abc twice, ab once",
    why: "a b occurs three times and becomes 256. Counted afresh, 256 c occurs twice. The counts belong to the words as they stand now, not to the bytes.",
    run: ({ train }) =>
      equal(
        train(
          [
            [a, b, c],
            [a, b, c],
            [a, b],
          ],
          5,
        ),
        [
          [a, b],
          [256, c],
        ],
      ),
  },
  {
    name: "equal counts: the lowest left id is taken, then the lowest right id, wherever it stands",
    why: "In cb, cb, ca, ca, ba, ba each pair occurs twice, and the order in which pairs were met says nothing. b a has the lowest left id; then c a comes before c b.",
    run: ({ train }) =>
      all(
        equal(
          train(
            [
              [c, b],
              [c, b],
              [c, a],
              [c, a],
              [b, a],
              [b, a],
            ],
            3,
          ),
          [
            [b, a],
            [c, a],
            [c, b],
          ],
        ),
        equal(
          train(
            [
              [200, 1],
              [200, 1],
              [30, 7],
              [30, 7],
            ],
            1,
          ),
          [[30, 7]],
        ),
      ),
  },
  {
    name: "no pair reaches from one chunk into the next",
    why: "The words ab, ab hold b a nowhere. Joined into one list, they would.",
    run: ({ train }) => equal(train([[b], [a], [b], [a], [b], [a]], 3), []),
  },
  {
    name: "aaa: the pair stands at two places and is replaced at one, the left one",
    why: "Places 0 and 1 both count, so a a occurs twice and is learnt. Replaced from left to right, the first two become one token, and the third stays.",
    run: ({ train, encode }) =>
      all(equal(train([[a, a, a]], 1), [[a, a]]), equal(encode([a, a, a], [[a, a]]), [256, a])),
  },
  {
    name: "ten random sets of words give the merges of the rule, tried by brute force",
    why: 'Few letters make many ties. If only these fail, look at ties that involve merged ids: 1000 is a larger number than 97, but the text "1000" sorts before "97".',
    run: ({ train }) =>
      all(
        ...Array.from({ length: 10 }, (_, seed) => {
          const chunks = words(seed, 2 + (seed % 3));
          return equal(train(chunks, 8), learnt(chunks, 8));
        }),
      ),
  },
  {
    name: "encoding takes the pair that was learnt first, even if another stands further left",
    probes: "tokenization",
    why: "With b c learnt before a b, the word abc is a, bc. Reading from the left and merging what fits first gives ab, c, which training never made.",
    run: ({ encode }) =>
      all(
        equal(
          encode(
            [a, b, c],
            [
              [b, c],
              [a, b],
            ],
          ),
          [a, 256],
        ),
        equal(
          encode(
            [a, b, c],
            [
              [a, b],
              [b, c],
            ],
          ),
          [256, c],
        ),
      ),
  },
  {
    name: "encoding is no search for the longest token",
    why: "abcd begins with the token abc. But c d was learnt before abc was, and has taken the c.",
    run: ({ encode }) => {
      const merges: Pair[] = [
        [a, b],
        [c, 100],
        [256, c],
      ];
      return equal(encode([a, b, c, 100], merges), [256, 257]);
    },
  },
  {
    name: "encoding goes on until no learnt pair is left: abab, abab in two levels",
    why: "A merge can make neighbours that an earlier look did not find. Reading the text once is not enough.",
    run: ({ encode }) => {
      const merges: Pair[] = [
        [a, b],
        [256, 256],
        [257, 257],
      ];
      return equal(encode(bytes("abababab"), merges), [258]);
    },
  },
  {
    name: "words of the training text come out as training left them",
    why: "Training applied its merges one after the other to these very words. Encoding has to repeat that.",
    run: ({ train, encode }) =>
      all(
        ...[1, 2, 3, 4, 5].flatMap((seed) => {
          const chunks = words(seed, 3);
          const merges = train(chunks, 10);
          return chunks.map((chunk) => equal(encode(chunk, merges), inOrder(chunk, merges)));
        }),
      ),
  },
  {
    name: "what is decoded is what was encoded, for any bytes, seen in training or not",
    why: "Every byte has an id of its own, so no text is unknown; and a token's bytes are its parts' bytes in their order.",
    run: ({ train, encode, decode }) => {
      const merges = train(["the hen", "the den", "then", "ten hens"].map(bytes), 20);
      return all(
        ...["the then hens", "zebra 2024", "καλημέρα", "नमस्ते", "👩‍🔬", ""].map((text) =>
          equal(decode(encode(bytes(text), merges), merges), bytes(text)),
        ),
      );
    },
  },
  {
    name: "an id that nobody made is refused",
    why: "With two merges the ids end at 257. An index outside the list is undefined in JavaScript, and the mistake would show up far away; say what was wrong, with a RangeError.",
    run: ({ decode }) => {
      const merges: Pair[] = [
        [a, b],
        [256, c],
      ];
      return all(
        equal(decode([257, 256, a], merges), [a, b, c, a, b, a]),
        refuses(() => decode([258], merges)),
        refuses(() => decode([-1], merges)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "splice on a chunk changes the caller's text.",
    run: ({ train, encode, decode }) => {
      const chunks = words(9, 2);
      const merges = learnt(chunks, 3);
      const before = JSON.stringify({ chunks, merges });
      train(chunks, 3);
      for (const chunk of chunks) decode(encode(chunk, merges), merges);
      return holds(JSON.stringify({ chunks, merges }) === before, "an argument changed", "all unchanged");
    },
  },
];
