import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { lab } from "./lab.ts";
import { chunksOf, encodeInOrder, encodeLongest, type Merge, piecesOf } from "./pairs.ts";
import { type Chosen, go, isDone, mostMerges, type State, size, start } from "./state.ts";

const defaults: Chosen = {
  text: lab.parameters.text.default,
  probe: lab.parameters.probe.default,
  base: "bytes",
  split: true,
  tie: "alphabet",
  encoder: "order",
};

function run(change: Partial<Chosen>): State {
  const chosen = { ...defaults, ...change };
  let state = start(chosen);
  while (!isDone(state)) state = go(state, chosen);
  return state;
}

const pairs = (state: State) => state.merges.map(({ left, right }) => `${left} ${right}`);

describe("training, by hand", () => {
  it("abab ab cab learns a b and stops: no other pair occurs twice", () => {
    const state = run({ text: "abab ab cab", probe: "" });
    expect(pairs(state)).toEqual(["a b"]);
    expect(state.chunks).toEqual([
      ["ab", "ab"],
      ["␣", "ab"],
      ["␣", "c", "ab"],
    ]);
  });

  it("aaaaaaa: counted at six places, replaced at three", () => {
    const state = go(start({ ...defaults, text: "aaaaaaa" }), { ...defaults, text: "aaaaaaa" });
    expect(state.merges[0]!.count).toBe(6);
    expect(state.chunks).toEqual([["aa", "aa", "aa", "a"]]);
  });

  it("the three rules choose three pairs among equals", () => {
    const first = (tie: string) => pairs(run({ text: "cb cb ab ab bb bb", tie }))[0];
    expect(first("first")).toBe("c b");
    expect(first("alphabet")).toBe("a b");
    expect(first("last")).toBe("b b");
  });

  it("without the ends of words a piece reaches over a space", () => {
    expect(pairs(run({ text: "a b a b a b", split: true }))).toEqual(["␣ b", "␣ a"]);
    expect(
      run({ text: "a b a b a b", split: false })
        .chunks.flat()
        .some((p) => /[ab]␣[ab]/.test(p)),
    ).toBe(true);
  });
});

describe("chunks and pieces", () => {
  it("a chunk is a run of letters, digits or other signs with one space before it; nothing is lost", () => {
    expect(chunksOf("the 2024, (new)", true)).toEqual(["the", " 2024", ",", " (", "new", ")"]);
    for (const text of ["a  b\n c", "नमस्ते 12", "👩‍🔬x", ""]) expect(chunksOf(text, true).join("")).toBe(text);
  });

  it("a Greek letter is two bytes, a Hindi one three", () => {
    expect(piecesOf("κ", "bytes")).toEqual(["<CE>", "<BA>"]);
    expect(piecesOf("न", "bytes")).toHaveLength(3);
    expect(piecesOf("κ", "characters")).toEqual(["κ"]);
  });
});

describe("encoding", () => {
  const merges: Merge[] = [
    { left: "b", right: "c", count: 3 },
    { left: "a", right: "b", count: 2 },
  ];

  it("in the order of the merges abc is a, bc; longest from the left it is ab, c", () => {
    expect(encodeInOrder(["a", "b", "c"], merges)).toEqual(["a", "bc"]);
    expect(encodeLongest(["a", "b", "c"], merges)).toEqual(["ab", "c"]);
  });

  it("the training text as a probe comes out as training left it", () => {
    const state = run({ probe: defaults.text });
    expect(state.probe).toEqual(state.chunks);
  });

  it("as it opens the longest piece cuts path and into where training did not, and spells the same text", () => {
    const [order, longest] = ["order", "longest"].map((encoder) => run({ encoder }).probe);
    const differ = order!.flatMap((chunk, i) =>
      chunk.join("|") === longest![i]!.join("|") ? [] : [[chunk.join("|"), longest![i]!.join("|")]],
    );
    expect(differ).toEqual([
      ["␣|p|a|th", "␣|p|at|h"],
      ["␣|in|t|o", "␣i|n|t|o"],
    ]);
    expect(longest!.flat().join("")).toBe(order!.flat().join(""));
  });

  it("a Greek word that was never met stays in bytes, two a letter", () => {
    const { probe } = run({ probe: "καλημέρα" });
    expect(size(probe)).toBe(16);
  });

  it("2026 is cut before its last digit after training on 2024, 2024 and 2025", () => {
    expect(run({ probe: " 2026" }).probe).toEqual([["␣202", "6"]]);
  });
});

it("as it opens between a quarter and a half is left, and training ends before the last merge allowed", () => {
  const state = run({});
  expect(lab.prediction!.outcome(state, defaults as never)).toBe("some");
  expect(state.merges.length).toBeLessThan(mostMerges);
});

it("an empty training text is refused in words", () => {
  expect(() => start({ ...defaults, text: "" })).toThrow("The training text is empty");
});

it("passes the battery", () => {
  expect(labFaults(lab as never)).toEqual([]);
});
