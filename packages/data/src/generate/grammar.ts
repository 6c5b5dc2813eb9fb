import type { Philox } from "@blankfile/tensor";

/** One way to expand a symbol: texts, and "<symbol>" where another is expanded. All ways of a symbol have the same chance. */
export type Expansion = string;

/** A context-free grammar without recursion. Every text has one derivation, if the figures are to be those of texts. */
export type Grammar = Readonly<Record<string, readonly Expansion[]>>;

/** A text, and how surprising it is: −log of its probability, in nats. */
export interface DerivedText {
  text: string;
  nats: number;
}

/** Expands `symbol` at random. */
export function derive(grammar: Grammar, symbol: string, rng: Philox): DerivedText {
  const ways = waysOf(grammar, symbol);
  let nats = Math.log(ways.length);
  const text = parts(ways[rng.integer(ways.length)]!).map((part) => {
    if (part.symbol === undefined) return part.text;
    const inner = derive(grammar, part.symbol, rng);
    nats += inner.nats;
    return inner.text;
  });
  return { text: text.join(""), nats };
}

export interface GrammarFigures {
  /** Entropy of its texts, in nats: no model's mean loss for a whole text is lower. */
  nats: number;
  /** Mean length in characters. */
  characters: number;
}

/**
 * What texts from `symbol` hold on average:
 *
 *   H(A) = log n + (1 / n) Σ_ways Σ_symbols H(B),   L(A) likewise with the characters of the texts
 */
export function grammarFigures(grammar: Grammar, symbol: string): GrammarFigures {
  const ways = waysOf(grammar, symbol);
  const total = { nats: Math.log(ways.length), characters: 0 };
  for (const part of ways.flatMap(parts)) {
    const inner =
      part.symbol === undefined
        ? { nats: 0, characters: part.text.length }
        : grammarFigures(grammar, part.symbol);
    total.nats += inner.nats / ways.length;
    total.characters += inner.characters / ways.length;
  }
  return total;
}

type Part = { text: string; symbol?: undefined } | { symbol: string; text?: undefined };

function parts(way: Expansion): Part[] {
  return way.split(/(<[^>]+>)/).flatMap((piece): Part[] => {
    if (piece === "") return [];
    return piece.startsWith("<") ? [{ symbol: piece.slice(1, -1) }] : [{ text: piece }];
  });
}

function waysOf(grammar: Grammar, symbol: string): readonly Expansion[] {
  const ways = Object.hasOwn(grammar, symbol) ? grammar[symbol]! : [];
  if (ways.length > 0) return ways;
  throw new RangeError(
    `grammar: no way to expand <${symbol}>, one of ${Object.keys(grammar).join(", ")} is needed`,
  );
}
