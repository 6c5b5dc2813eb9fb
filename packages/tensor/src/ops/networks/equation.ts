import { showShape } from "../../shape.ts";
import type { Tensor } from "../../tensor.ts";

/** What an equation of `einsum` says about its operands: a label for each dimension. */
export interface Equation {
  inputs: string[][];
  output: string[];
  /** The size of each label; 1 only where no operand has more. */
  sizes: ReadonlyMap<string, number>;
}

/** Reads "ij,jk->ik". The dimensions under "..." get the labels "0", "1", … counted from the last. */
export function parseEquation(equation: string, operands: readonly Tensor[]): Equation {
  const [left = "", right, ...more] = equation.replaceAll(" ", "").split("->");
  const texts = left.split(",");
  const letters = /^[a-zA-Z]*(\.\.\.[a-zA-Z]*)?$/;
  if (more.length > 0 || ![...texts, right ?? ""].every((text) => letters.test(text))) {
    throw new RangeError(
      `einsum: equation "${equation}", letters for each operand, commas between and at most one "->" are needed`,
    );
  }
  if (texts.length !== operands.length) {
    throw new RangeError(`einsum: ${operands.length} operands for "${equation}", ${texts.length} are needed`);
  }
  const inputs = texts.map((text, i) => labelsOf(text, operands[i]!));
  const rest = Math.max(...inputs.map((labels) => labels.filter(isRest).length));
  const sizes = sizesOf(inputs, operands);
  const output = right === undefined ? implied(texts, rest) : labels(right, rest);
  output.forEach((label, d) => {
    if (!sizes.has(label) || output.indexOf(label) !== d) {
      throw new RangeError(
        `einsum: "${label}" in the result of "${equation}", letters of the operands, each once, are needed`,
      );
    }
  });
  return { inputs, output, sizes };
}

function labelsOf(text: string, x: Tensor): string[] {
  const named = text.replace("...", "").length;
  const rest = x.ndim - named;
  if (rest < 0 || (rest > 0 && !text.includes("..."))) {
    throw new RangeError(
      `einsum: "${text}" for an operand of shape ${showShape(x.shape)}, a letter for each dimension is needed`,
    );
  }
  return labels(text, rest);
}

function labels(text: string, rest: number): string[] {
  const [before = "", after] = text.split("...");
  if (after === undefined) return [...before];
  return [...before, ...restLabels(rest), ...after];
}

function restLabels(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(count - 1 - i));
}

function isRest(label: string): boolean {
  return /\d/.test(label);
}

/** Without "->": the dimensions under "...", then the letters that occur once, in alphabetical order. */
function implied(texts: readonly string[], rest: number): string[] {
  const letters = [...texts.join("").replaceAll(".", "")];
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter));
  return [...restLabels(rest), ...once.sort()];
}

function sizesOf(inputs: readonly string[][], operands: readonly Tensor[]): Map<string, number> {
  const sizes = new Map<string, number>();
  inputs.forEach((list, i) => {
    list.forEach((label, d) => {
      const n = operands[i]!.shape[d]!;
      const before = sizes.get(label) ?? 1;
      if (before !== 1 && n !== 1 && n !== before) {
        throw new RangeError(
          `einsum: "${label}" has the sizes ${before} and ${n}, one size, or 1, is needed`,
        );
      }
      sizes.set(label, before === 1 ? n : before);
    });
  });
  return sizes;
}
