/** Descend on the scores of four classes, with the loss written in four ways; three of them fail, two without a word. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { classes, go, isDone, type State, start } from "./state.ts";
import { ways } from "./ways.ts";

export const lab = defineLab({
  title: "Scores and labels",
  lead: "Pull four scores towards their labels, with the softmax cross-entropy written in four ways.",
  parameters: {
    way: {
      kind: "choice",
      label: "The loss is written",
      options: Object.entries(ways).map(([value, { label }]) => ({ value, label })),
      default: "fused",
    },
    share: { kind: "range", label: "Share labelled A", min: 0.25, max: 1, step: 0.05, default: 0.8 },
    lead: { kind: "range", label: "At the start B leads by", min: 0, max: 1000, step: 10, default: 0 },
    smoothing: { kind: "range", label: "Label smoothing ε", min: 0, max: 0.5, step: 0.05, default: 0 },
    temperature: { kind: "range", label: "Temperature T", min: 0.25, max: 4, step: 0.25, default: 1 },
    rate: { kind: "range", label: "Rate η", min: 0.01, max: 100, step: 0.5, default: 1, log: true },
    single: { kind: "switch", label: "Single precision (float32)", default: true },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 90,

  views: pictures,

  summary: (state: State) => {
    const { taken, z, p, answer, trueLoss } = state.history.at(-1)!;
    const end = state.broken ? " Then a number was no longer finite." : isDone(state) ? " Done." : "";
    const each = classes.map(
      (label, k) => `${label} score ${showNumber(z[k]!)}, probability ${showNumber(p[k]!)}`,
    );
    return `After ${taken} steps the code reports the loss ${showNumber(answer.loss)}, the cross-entropy is ${showNumber(trueLoss)}. ${each.join("; ")}.${end}`;
  },

  table: ({ history }: State) => ({
    columns: ["steps", "loss reported", "cross-entropy", ...classes.map((label) => `p of ${label}`)],
    rows: history.map(({ taken, answer, trueLoss, p }) => [
      taken,
      showNumber(answer.loss),
      showNumber(trueLoss),
      ...p.map(showNumber),
    ]),
  }),

  notice: [
    "As it opens, four fifths of the samples are labelled A. Where do the probabilities come to rest, and what are the slopes there?",
    "Share 1: no sample contradicts A. Do the scores rest? Then smoothing 0.1: how far apart do they stay?",
    "B leads by 120, share 1. Compare the four ways. One breaks at once, and two report a loss and never move; look at their slopes.",
    "The same lead without single precision: the second way works again. At which lead does it break now?",
    "Share 1, softmax before a loss that takes scores. The loss comes to rest at 0.74 although every sample is labelled A. Where does this number come from?",
    "Share 1, B leads by 500, the first way: which size have the slopes while the scores are so wrong, and how many steps does it take?",
    "Temperature 4: the probabilities come to rest at the same values. The scores? The slopes on the way? Then temperature 0.25: nothing rests, until you lower the rate to 0.32. Why?",
  ],

  prediction: {
    question:
      "Four fifths of the samples are labelled A, and all get the same scores. Where will the probability of A go?",
    options: [
      { value: "one", label: "to 1, as far as the steps allow" },
      { value: "share", label: "to the share, 0.8" },
      { value: "other", label: "somewhere else" },
    ],
    outcome: ({ history, shares }) => {
      const p = history.at(-1)!.p[0]!;
      if (p > 0.99) return "one";
      return Math.abs(p - shares[0]!) < 0.01 ? "share" : "other";
    },
    afterSteps: 90,
    because:
      "The slopes are p minus the labels, averaged over the samples: p minus the shares. They vanish where the two agree. So a classifier trained like this answers with frequencies, as far as its scores are free to say them. With share 1 there is no such place, and the scores grow; the other ways of writing the loss may go elsewhere.",
  },

  metrics: (state: State) => {
    const { answer, trueLoss, p } = state.history.at(-1)!;
    return { loss: answer.loss, "cross-entropy": trueLoss, "p of A": p[0]! };
  },
});
