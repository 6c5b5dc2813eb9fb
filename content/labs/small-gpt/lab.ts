/** A GPT of the reader's size, trained in the page: text, tokens, blocks, loss, and what it writes on the way. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { parameters } from "./parameters.ts";
import { pictures } from "./pictures.ts";
import { mostSteps, type State, start, stepsAPicture, train } from "./training.ts";

export const lab = defineLab({
  title: "A small GPT",
  lead: "Train a language model from nothing on eight lines, and read what it writes while it learns.",
  parameters,

  init: (chosen, random): State => start(chosen, random),
  step: (state, chosen, random): State => train(state, chosen, random),
  finished: (state) => state.ranAway || state.taken >= mostSteps,
  paceMs: 60,

  views: pictures,

  summary: ({ taken, history, said, ranAway, baselines, ids }) => {
    if (ranAway) return `After ${taken} steps the loss ran away: it is above 50 or no number any more.`;
    if (taken === 0)
      return `The text is ${ids.length} tokens. Before the first step the model guesses, which costs about ${showNumber(baselines.uniform)} nats a token. It writes: ${said}`;
    return `After ${taken} steps the loss is ${showNumber(history.at(-1)!.loss)} nats a token; counting pairs of tokens costs ${showNumber(baselines.pairs)}. It writes: ${said}`;
  },

  table: ({ history }) => ({
    columns: ["step", "loss, nats a token"],
    rows: history.map(({ taken, loss }) => [taken, Number(loss.toFixed(4))]),
  }),

  notice: [
    "Read what it writes every fifty steps. What comes first: spaces and letters, words, or lines?",
    "One token read at once: which of the three lines on the curve can the loss not get below, and why?",
    "Ask for the token itself. The loss falls to 0; is the model good? Read what it writes. This is what a forgotten shift of the targets looks like.",
    "Ask for the token after the next. What does it write, if you read every second token?",
    "No merges, then 80. The loss is counted for a token, and a token is longer now; which model writes better after 200 steps?",
    "Raise the rate until it runs away. Then take a tenth of that.",
    "Sums: let it train to the end at temperature 0. Are its sums right? It has seen every one of them: is this arithmetic?",
  ],

  prediction: {
    question: "After 300 steps on the rhyme, where is the loss?",
    options: [
      { value: "single", label: "above that of counting single tokens" },
      { value: "pairs", label: "between counting single tokens and counting pairs" },
      { value: "below", label: "below that of counting pairs" },
    ],
    outcome: ({ history, baselines, ranAway }) => {
      const loss = history.at(-1)?.loss ?? Number.POSITIVE_INFINITY;
      if (ranAway || loss > baselines.single) return "single";
      return loss > baselines.pairs ? "pairs" : "below";
    },
    afterSteps: 300 / stepsAPicture,
    because:
      "Counting pairs looks one token back, and was counted on this very text. To be better than that, a model has to look further back; with sixteen tokens in view it can, and eight lines are soon known by heart. What this says of a text that it has not seen is another question.",
  },

  metrics: ({ history, baselines }) => ({
    loss: history.at(-1)?.loss ?? baselines.uniform,
  }),
});
