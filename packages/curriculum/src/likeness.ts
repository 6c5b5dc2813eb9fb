/** Runs of so many tokens are compared. */
const run = 5;

/**
 * How alike two pieces of code are once names, numbers, texts and comments are taken out: the share of runs of five tokens that both have
 * among those that either has, as multisets. 1 for the same code with other names, 0 where nothing is common.
 */
export function likeness(a: string, b: string): number {
  const left = runs(a);
  const right = runs(b);
  let both = 0;
  let either = 0;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const x = left.get(key) ?? 0;
    const y = right.get(key) ?? 0;
    both += Math.min(x, y);
    either += Math.max(x, y);
  }
  return either === 0 ? 1 : both / either;
}

const words = new Set(
  "async await break case class const continue default delete do else export extends for function if import in instanceof let new of return static super switch this throw try typeof void while yield".split(
    " ",
  ),
);

function runs(code: string): Map<string, number> {
  const tokens = code
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, " ")
    .match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|[^\s\w]/gu)
    ?.map((token) =>
      words.has(token) ? token : /^[\p{L}_$]/u.test(token) ? "name" : /^["'\d]/.test(token) ? "value" : token,
    );
  const found = new Map<string, number>();
  for (let i = 0; i + run <= (tokens ?? []).length; i++) {
    const key = tokens!.slice(i, i + run).join(" ");
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}
