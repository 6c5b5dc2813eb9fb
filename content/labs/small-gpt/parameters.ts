import type { Parameters } from "@blankfile/curriculum/lab";

const choice = (label: string, options: [value: string, label: string][], standard: string) =>
  ({
    kind: "choice",
    label,
    options: options.map(([value, text]) => ({ value, label: text })),
    default: standard,
  }) as const;

export const parameters = {
  text: choice(
    "It reads",
    [
      ["rhyme", "a rhyme of a hen and a fox"],
      ["sums", "the hundred sums of two digits"],
      ["count", "counting to ten, again and again"],
    ],
    "rhyme",
  ),
  merges: { kind: "range", label: "Merges of byte pairs", min: 0, max: 80, step: 10, default: 40 },
  context: choice(
    "Tokens read at once",
    [
      ["1", "1"],
      ["4", "4"],
      ["16", "16"],
    ],
    "16",
  ),
  layers: choice(
    "Blocks",
    [
      ["1", "1"],
      ["2", "2"],
    ],
    "2",
  ),
  channels: choice(
    "Numbers a token",
    [
      ["8", "8"],
      ["16", "16"],
      ["32", "32"],
    ],
    "16",
  ),
  shift: choice(
    "Asked for",
    [
      ["0", "the token itself"],
      ["1", "the next token"],
      ["2", "the token after the next"],
    ],
    "1",
  ),
  rate: { kind: "range", label: "Rate of Adam", min: 0.001, max: 1, step: 0.25, default: 0.01, log: true },
  temperature: {
    kind: "range",
    label: "Temperature of what it writes",
    min: 0,
    max: 2,
    step: 0.1,
    default: 0.7,
  },
} as const satisfies Parameters;
