import { describe, expect, it } from "vitest";
import { stackLine } from "./stack-line.ts";

const at = (stack: string) => Object.assign(new Error("x"), { stack });

describe("stackLine", () => {
  it("reads the first line of V8's stack that lies in the file", () => {
    const error = at(
      "Error: x\n    at close (file:///check/close.ts:9:3)\n    at softmax (file:///w/softmax.ts:12:9)\n    at file:///w/softmax.ts:40:1",
    );
    expect(stackLine(error, "file:///w/softmax.ts")).toBe(12);
  });
  it("reads Firefox's and Safari's form, with a query behind the name", () => {
    expect(stackLine(at("softmax@blob:null/1a-2b:7:5\n"), "blob:null/1a-2b")).toBe(7);
    expect(stackLine(at("softmax@file:///w/a.ts?v=3:8:5\n"), "file:///w/a.ts")).toBe(8);
  });
  it("subtracts the lines that were put above", () => {
    expect(stackLine(at("    at f (blob:null/x:12:9)"), "blob:null/x", 10)).toBe(2);
    expect(stackLine(at("    at f (blob:null/x:3:9)"), "blob:null/x", 10)).toBeUndefined();
  });
  it("is undefined where the file is not on the stack, or nothing like an error was thrown", () => {
    expect(stackLine(at("    at f (file:///w/b.ts:3:9)"), "file:///w/a.ts")).toBeUndefined();
    expect(stackLine(at("    at f (file:///w/a.ts2:3:9)"), "file:///w/a.ts")).toBeUndefined();
    expect(stackLine("text", "a")).toBeUndefined();
    expect(stackLine(undefined, "a")).toBeUndefined();
  });
});
