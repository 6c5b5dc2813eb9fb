/**
 * Expressions as computation graphs.
 *
 *   expression = term (("+" | "-") term)*
 *   term       = unary (("*" | "/") unary)*
 *   unary      = "-" unary | power
 *   power      = atom ("^" unary)?
 *   atom       = number | name | function "(" expression ")" | "(" expression ")"
 *
 * A name that stands twice is one node with two uses; that is where gradients have to be added.
 */
import { type Operation, operations } from "./operations.ts";

/** One node. Inputs come before it in the list, so the list is a topological order. */
export interface ExpressionNode {
  kind: "input" | "constant" | "operation";
  /** What stands in the picture: "a", "2", "×". */
  label: string;
  operation?: Operation;
  /** Indices of the nodes it is computed from. */
  inputs: number[];
  /** For a constant. */
  value?: number;
}

const maxNodes = 32;

/** Parses `text`; throws an Error for the reader, with the place where it stopped making sense. */
export function parseExpression(text: string): ExpressionNode[] {
  const tokens = tokenize(text);
  const nodes: ExpressionNode[] = [];
  const names = new Map<string, number>();
  let at = 0;

  const peek = () => tokens[at];
  const take = () => tokens[at++];
  const add = (node: ExpressionNode): number => {
    if (nodes.length === maxNodes) {
      throw new Error(
        `expression: more than ${maxNodes} nodes; the picture holds ${maxNodes}, so write a shorter one.`,
      );
    }
    return nodes.push(node) - 1;
  };
  const operate = (name: string, inputs: number[]): number => {
    const operation = operations[name]!;
    return add({ kind: "operation", label: operation.label, operation, inputs });
  };

  function sum(): number {
    let left = product();
    while (peek()?.text === "+" || peek()?.text === "-") {
      const sign = take()!.text;
      left = operate(sign === "+" ? "add" : "subtract", [left, product()]);
    }
    return left;
  }

  function product(): number {
    let left = unary();
    while (peek()?.text === "*" || peek()?.text === "/") {
      const sign = take()!.text;
      left = operate(sign === "*" ? "multiply" : "divide", [left, unary()]);
    }
    return left;
  }

  function unary(): number {
    if (peek()?.text !== "-") return power();
    take();
    return operate("negate", [unary()]);
  }

  function power(): number {
    const base = atom();
    if (peek()?.text !== "^") return base;
    take();
    return operate("power", [base, unary()]);
  }

  function atom(): number {
    const token = take();
    if (token === undefined)
      throw new Error(`expression: "${text}" ends where a number, a name or "(" must follow.`);
    if (token.kind === "number")
      return add({ kind: "constant", label: token.text, inputs: [], value: Number(token.text) });
    if (token.kind === "name") return peek()?.text === "(" ? call(token) : input(token.text);
    if (token.text !== "(")
      throw new Error(
        `expression: "${token.text}" at character ${token.at + 1} must be a number, a name or "(".`,
      );
    const inside = sum();
    close(token);
    return inside;
  }

  function call(name: Token): number {
    if (operations[name.text]?.call !== true) {
      throw new Error(
        `expression: there is no function "${name.text}"; there are ${functionNames().join(", ")}.`,
      );
    }
    const bracket = take()!;
    const argument = sum();
    close(bracket);
    return operate(name.text, [argument]);
  }

  function input(name: string): number {
    const known = names.get(name);
    if (known !== undefined) return known;
    const index = add({ kind: "input", label: name, inputs: [] });
    names.set(name, index);
    return index;
  }

  function close(opened: Token): void {
    if (take()?.text !== ")")
      throw new Error(`expression: the "(" at character ${opened.at + 1} is not closed; add ")".`);
  }

  sum();
  const left = peek();
  if (left !== undefined) {
    throw new Error(
      `expression: "${left.text}" at character ${left.at + 1} is left over; an operator such as * must stand before it.`,
    );
  }
  return nodes;
}

/** Names of the functions that an expression may call. */
export function functionNames(): string[] {
  return Object.entries(operations)
    .filter(([, operation]) => operation.call === true)
    .map(([name]) => name);
}

/** Reads "a = 2, b = -1". Throws an Error for the reader. */
export function parseInputs(text: string, needed: string[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const part of typed(text).split(/[,;\n]/)) {
    if (part.trim() === "") continue;
    const match = part.match(/^\s*([A-Za-z]\w*)\s*=\s*(\S+)\s*$/);
    const value = Number(match?.[2]);
    if (match === null || !Number.isFinite(value)) {
      throw new Error(`inputs: "${part.trim()}" is not a name and a number; write it like a = 2.`);
    }
    values.set(match[1]!, value);
  }
  const missing = needed.filter((name) => !values.has(name));
  if (missing.length > 0) {
    throw new Error(
      `inputs: ${missing.join(", ")} ${missing.length === 1 ? "has" : "have"} no value; add ${missing[0]} = 1.`,
    );
  }
  return values;
}

interface Token {
  kind: "number" | "name" | "sign";
  text: string;
  at: number;
}

/** The signs of print, which this lab writes itself, as those of a keyboard; each stays in its place. */
function typed(text: string): string {
  return text.replaceAll("−", "-").replace(/[×·]/g, "*").replaceAll("÷", "/");
}

function tokenize(written: string): Token[] {
  const text = typed(written);
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|([A-Za-z]\w*)|([-+*/^()]))/giy;
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) {
      const bad = text.slice(at).trimStart();
      throw new Error(
        `expression: "${String.fromCodePoint(bad.codePointAt(0)!)}" at character ${text.length - bad.length + 1} means nothing here; use + - * / ^ ( ), numbers, names and functions.`,
      );
    }
    const found = match[1] ?? match[2] ?? match[3]!;
    const kind = match[1] !== undefined ? "number" : match[2] !== undefined ? "name" : "sign";
    tokens.push({ kind, text: found, at: pattern.lastIndex - found.length });
  }
  if (tokens.length === 0) throw new Error("expression: it is empty; write one such as a*b + sin(a).");
  return tokens;
}
