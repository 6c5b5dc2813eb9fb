/** Byte pair encoding of one's own text, merge by merge, with a second text that was not trained on. */
import { defineLab } from "@blankfile/curriculum/lab";
import { pictures, written } from "./pictures.ts";
import { go, isDone, mostMerges, type State, size, start } from "./state.ts";

export const lab = defineLab({
  title: "Merge by merge",
  lead: "Train a tokenizer on a text of yours, and see what it makes of a text that it never met.",
  parameters: {
    text: {
      kind: "text",
      label: "Training text",
      default:
        "the hens and the other hens rather like the weather when the wind has gone, and then they think that there is nothing better than the thin grass of 2024, 2024 and 2025; the hens that stand in the sand think nothing of it, and rather have another",
      hint: "a few sentences; what repeats becomes a token",
      maxLength: 600,
    },
    probe: {
      kind: "text",
      label: "Probe",
      default: "then the hens weathered 2026 on the path into town, die Hennen dachten an nichts, καλημέρα",
      hint: "a text that is only encoded; try another language, a number, a misspelt word",
      maxLength: 200,
    },
    base: {
      kind: "choice",
      label: "Merging starts from",
      options: [
        { value: "characters", label: "characters" },
        { value: "bytes", label: "the bytes of UTF-8" },
      ],
      default: "bytes",
    },
    split: { kind: "switch", label: "No merge reaches over the end of a word", default: true },
    tie: {
      kind: "choice",
      label: "Among equal counts",
      options: [
        { value: "alphabet", label: "the lowest left piece, then right" },
        { value: "first", label: "the pair met first" },
        { value: "last", label: "the pair met last" },
      ],
      default: "alphabet",
    },
    encoder: {
      kind: "choice",
      label: "The probe is encoded",
      options: [
        { value: "order", label: "in the order of the merges" },
        { value: "longest", label: "from the left, longest piece first" },
      ],
      default: "order",
    },
  },

  init: (chosen): State => start(chosen),
  step: (state, chosen): State => go(state, chosen),
  finished: (state) => isDone(state),
  paceMs: 350,

  views: pictures,

  summary: (state) => {
    const last = state.merges.at(-1);
    const merged = last === undefined ? "" : ` Last merged: ${last.left} and ${last.right}.`;
    return `After ${state.merges.length} merges the training text has ${size(state.chunks)} pieces of ${state.history[0]!.text}, the probe ${size(state.probe)} of ${state.history[0]!.probe}.${merged} The probe reads ${written(state.probe)}.`;
  },

  table: (state) => ({
    columns: ["merge", "left", "right", "counted", "pieces of the text", "pieces of the probe"],
    rows: state.merges.map(({ left, right, count }, i) => {
      const after = state.history[i + 1]!;
      return [i + 1, left, right, count, after.text, after.probe];
    }),
  }),

  notice: [
    "Step slowly. How often does the rule for ties decide? Choose another rule, and compare the merges in the table.",
    "Which pieces of the probe are words, which are halves of words, which are bytes? Look at the Greek word: how many pieces has one letter?",
    "The text has 2024 twice and 2025 once, the probe 2026. Where is it cut? Put 1999, 1066 or 20245 into the probe: where are these cut?",
    "Let merges reach over the ends of words. What do the pieces look like, and which of them would you want in a dictionary?",
    "Encode from the left, longest piece first. Which two words of the probe are cut differently, and where did training learn it the other way?",
    "Write aaaaaaa as the text. The pair is counted at six places; how many pieces does the first merge leave?",
  ],

  prediction: {
    question: `After at most ${mostMerges} merges, how many pieces will the training text have left, of those it starts with?`,
    options: [
      { value: "most", label: "more than half" },
      { value: "some", label: "a quarter to a half" },
      { value: "few", label: "less than a quarter" },
    ],
    outcome: (state) => {
      const share = size(state.chunks) / state.history[0]!.text;
      return share > 0.5 ? "most" : share >= 0.25 ? "some" : "few";
    },
    afterSteps: mostMerges,
    because:
      "A merge removes at most as many pieces as its pair was counted, and the counts fall quickly: after a dozen merges the next pairs occur two or three times. In a short text most merges are decided among ties of such pairs, and they say little about the language.",
  },

  metrics: (state) => ({
    merges: state.merges.length,
    textPieces: size(state.chunks),
    probePieces: size(state.probe),
  }),
});
