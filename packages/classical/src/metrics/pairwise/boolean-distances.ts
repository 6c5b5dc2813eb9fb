import type { RowDistance } from "./row-distances.ts";

/** How many of F places are not 0 in both rows, in one of them, and in none. */
interface Places {
  both: number;
  first: number;
  second: number;
  none: number;
}

/**
 * Distances of rows of which only 0 and not 0 counts, by the places where both are true (t), one of them is (d), none is (n). 0/0 is 0.
 *
 *   dice d / (2t + d)   rogerstanimoto 2d / (t + n + 2d)   russellrao 1 − t / F   sokalsneath 2d / (t + 2d)
 *   yule 2 d₁ d₂ / (t n + d₁ d₂),   d₁ and d₂ true in the first or the second alone
 *
 * Choi, Cha and Tappert 2010, A survey of binary similarity and distance measures, http://www.iiisci.org/journal/sci/FullText.asp?var=&id=GS315JG
 */
export const booleanDistances = {
  dice: ofPlaces(({ both, first, second }) => [first + second, 2 * both + first + second]),
  rogerstanimoto: ofPlaces(({ both, first, second, none }) => {
    const different = 2 * (first + second);
    return [different, both + none + different];
  }),
  russellrao: ofPlaces(({ both, first, second, none }) => {
    const notBoth = first + second + none;
    return [notBoth, both + notBoth];
  }),
  sokalsneath: ofPlaces(({ both, first, second }) => {
    const different = 2 * (first + second);
    return [different, both + different];
  }),
  yule: ofPlaces(({ both, first, second, none }) => [2 * first * second, both * none + first * second]),
} as const;

function ofPlaces(ratio: (places: Places) => [top: number, bottom: number]): RowDistance {
  return (a, at, b, to, F) => {
    const places = { both: 0, first: 0, second: 0, none: 0 };
    for (let f = 0; f < F; f++) {
      if (a[at + f] !== 0) {
        if (b[to + f] !== 0) places.both++;
        else places.first++;
      } else if (b[to + f] !== 0) places.second++;
      else places.none++;
    }
    const [top, bottom] = ratio(places);
    return top === 0 ? 0 : top / bottom;
  };
}
