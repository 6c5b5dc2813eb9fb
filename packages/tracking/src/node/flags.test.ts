import { describe, expect, it } from "vitest";
import { readFlags, usage } from "./flags.ts";

const table = {
  seeds: { default: 3, says: "how many" },
  split: { default: "stratified", says: "which" },
  smoke: { default: false, says: "seconds only" },
  resume: { default: undefined, says: "a run's id" },
} as const;
const read = (...args: string[]) =>
  readFlags(args, table, (word, names) => names.filter((n) => n[0] === word[0]));

describe("flags of an experiment", () => {
  it("have their defaults, and take values in both forms", () => {
    expect(read()).toEqual({ seeds: 3, split: "stratified", smoke: false, resume: undefined });
    expect(read("--seeds", "5", "--split=writers", "--smoke", "--resume", "x")).toEqual({
      seeds: 5,
      split: "writers",
      smoke: true,
      resume: "x",
    });
  });

  const wrong: [string[], RegExp][] = [
    [["--sedes", "5"], /there is no --sedes; did you mean --seeds/],
    [["--zzz"], /there are --seeds, --split/],
    [["--seeds", "many"], /--seeds many, a number is needed/],
    [["--seeds"], /--seeds without a value/],
    [["--smoke=yes"], /takes no value/],
    [["5"], /given 5/],
    [["--constructor", "1"], /there is no --constructor/],
  ];
  for (const [args, message] of wrong)
    it(`${args.join(" ")} is refused`, () => expect(() => read(...args)).toThrow(message));

  it("are listed with their defaults", () => {
    expect(usage(table)).toBe(
      "  --seeds   how many (3)\n  --split   which (stratified)\n  --smoke   seconds only\n  --resume  a run's id",
    );
  });
});
