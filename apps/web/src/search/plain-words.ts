/** The words of a text as the search compares them: lower case, no accents, Greek letters and some signs spelt. */
export function plainWords(text: string): string[] {
  return plain(text).match(wordOrSign) ?? [];
}

/**
 * The words under which a text is found: its plain words, and for what is written together in code or joined by hyphens
 * both the parts and the whole. "logSumExp" and "log-sum-exp" give log, sum, exp and logsumexp.
 */
export function indexWords(text: string): string[] {
  return (text.match(run) ?? []).flatMap(wordsOfRun);
}

/** Stretches without blanks and ASCII punctuation: few are new, so their words are remembered. */
const run = /[\w\u0080-\u{10ffff}-]+/gu;
const remembered = new Map<string, readonly string[]>();
const most = 50_000;

function wordsOfRun(stretch: string): readonly string[] {
  let words = remembered.get(stretch);
  if (words === undefined) {
    words = [...plainWords(stretch.replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1 ")), ...joinedWords(stretch)];
    if (remembered.size >= most) remembered.clear();
    remembered.set(stretch, words);
  }
  return words;
}

function joinedWords(stretch: string): string[] {
  const joined = stretch.match(/[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+|\p{Ll}+(?:\p{Lu}[\p{L}\p{N}]*)+/gu) ?? [];
  return joined.map((word) => plain(word).replace(/[^a-z0-9]/g, ""));
}

/** What plain words are made from; the text keeps its order but not its length. */
export function plain(text: string): string {
  return text
    .replace(/[∇∂∑∏∫√∞]/g, (sign) => ` ${signs[sign]} `)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => greek[letter] ?? letter);
}

/** Signs that have a name are spelt; the others of mathematics are words of their own: ≤, ⊗, ∈. */
const wordOrSign = /[a-z0-9]+|[^\p{ASCII}\p{L}\p{N}\s\p{P}\p{C}\p{Sk}]/gu;

const signs: Record<string, string> = {
  "∇": "nabla",
  "∂": "partial",
  "∑": "sum",
  "∏": "product",
  "∫": "integral",
  "√": "sqrt",
  "∞": "infinity",
};

const greek: Record<string, string> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};
