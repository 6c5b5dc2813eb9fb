import { describe, expect, it } from "vitest";
import { starterExports } from "./starter-exports.ts";

describe("starterExports", () => {
  it("finds functions, classes and constants with their declaration", () => {
    const source = [
      "export type Row = number[];",
      "/** Doc. */",
      "export function softmax(scores: number[]): number[] {",
      "  return scores;",
      "}",
      "export class Value {",
      "}",
      "export const eps: number = 1e-9;",
      "export const double = (x: number) => 2 * x;",
      "function inner() {}",
      "export async function load(): Promise<void> {}",
    ].join("\n");
    expect(starterExports(source)).toEqual([
      { name: "softmax", declaration: "export function softmax(scores: number[]): number[]" },
      { name: "Value", declaration: "export class Value" },
      { name: "eps", declaration: "export const eps: number" },
      { name: "double", declaration: "export const double" },
      { name: "load", declaration: "export async function load(): Promise<void>" },
    ]);
  });
});
