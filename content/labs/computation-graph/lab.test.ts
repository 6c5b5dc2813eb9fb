import { describe, expect, it } from "vitest";
import { parseExpression, parseInputs } from "./expression.ts";
import { lab } from "./lab.ts";
import { operations } from "./operations.ts";

const random = { uniform: () => 0.5, normal: () => 0 };
const run = (expression: string, inputs: string, meeting = "add") => {
  const values = { expression, inputs, meeting };
  let state = lab.init(values, random);
  for (let steps = 0; !lab.finished(state, values); steps++) {
    if (steps > 100) throw new Error("the lab does not end");
    state = lab.step(state, values, random);
  }
  const gradient = (name: string) =>
    state.gradients[state.nodes.findIndex((node) => node.kind === "input" && node.label === name)];
  return { value: state.values.at(-1), gradient, table: lab.table(state, values) };
};

describe("the graph of an expression", () => {
  it("a·b + c at 2, −3, 10 is 4, with gradients −3, 2, 1", () => {
    const { value, gradient } = run("a*b + c", "a=2, b=-3, c=10");
    expect(value).toBe(4);
    expect([gradient("a"), gradient("b"), gradient("c")]).toEqual([-3, 2, 1]);
  });

  it("adds what arrives at an input that is used twice: d(a·a)/da = 2a", () => {
    expect(run("a*a", "a=5").gradient("a")).toBe(10);
    expect(run("a*a", "a=5", "last").gradient("a")).toBe(5);
  });

  it("binds as mathematicians write: −x^2 is −(x²), 2^3^2 is 2^9, a − b − c is (a − b) − c", () => {
    expect(run("-x^2", "x=3").value).toBe(-9);
    expect(run("2^3^2", "").value).toBe(512);
    expect(run("a - b - c", "a=1,b=2,c=3").value).toBe(-4);
    expect(run("8 / 4 / 2", "").value).toBe(1);
  });

  it("agrees with finite differences for every operation", () => {
    const calls = Object.keys(operations).filter((name) => operations[name]!.call);
    for (const text of [...calls.map((name) => `${name}(x*y)`), "x^y", "x/y - y", "(x+y)*(x-y)*-x"]) {
      const { gradient, table } = run(text, "x=0.7, y=1.3");
      for (const row of table.rows.filter((r) => r[4] !== "")) {
        expect(Number(String(row[4]).replace("−", "-")), `${text}: ${row[0]}`).toBeCloseTo(
          gradient(String(row[0]).split(": ")[1]!)!,
          4,
        );
      }
    }
  });

  it("a lone input has the gradient 1", () => {
    expect(run("a", "a=3").gradient("a")).toBe(1);
  });
});

describe("what a reader may type wrong", () => {
  const cases: [string, RegExp][] = [
    ["", /empty/],
    ["a +", /ends where/],
    ["(a", /character 1 is not closed/],
    ["a b", /"b" at character 3 is left over/],
    ["sine(a)", /no function "sine"; there are sin/],
    ["a % b", /"%" at character 3/],
    ["💥", /"💥" at character 1/],
    ["*a", /"\*" at character 1/],
    [Array(40).fill("a").join("+"), /more than 32 nodes/],
  ];
  for (const [text, message] of cases) {
    it(`"${text.slice(0, 20)}" is refused: ${message.source}`, () => {
      expect(() => parseExpression(text)).toThrow(message);
    });
  }
  it("the minus, times and division signs of print are read as those of the keyboard", () => {
    expect(run("a × b − c ÷ a · b", "a = 2, b = 3, c = −4").value).toBe(2 * 3 - (-4 / 2) * 3);
  });
  it("an input without a value is named", () => {
    expect(() => parseInputs("a = 1", ["a", "b"])).toThrow(/b has no value/);
    expect(() => parseInputs("a = one", ["a"])).toThrow(/"a = one" is not a name and a number/);
  });
});
