/** A crowd, a condition and a test: who is left after so many positive results, counted and computed. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { countedShare, gather, mostTests, naiveChance, type State, testOnce, trueChance } from "./crowd.ts";
import { pictures } from "./pictures.ts";

export const lab = defineLab({
  title: "A crowd and a test",
  lead: "Test a crowd, keep those who are positive, test them again, and compare who is left with what the odds say.",
  parameters: {
    prevalence: {
      kind: "range",
      label: "Share of the crowd that is ill",
      min: 0.005,
      max: 0.5,
      step: 0.005,
      default: 0.01,
    },
    sensitivity: {
      kind: "range",
      label: "Sensitivity: positive if ill",
      min: 0.5,
      max: 0.99,
      step: 0.01,
      default: 0.9,
    },
    specificity: {
      kind: "range",
      label: "Specificity: negative if healthy",
      min: 0.5,
      max: 0.99,
      step: 0.01,
      default: 0.9,
    },
    copied: {
      kind: "range",
      label: "Chance that a later result only repeats the first",
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
    },
    start: {
      kind: "choice",
      label: "The calculation starts from",
      options: [
        { value: "true", label: "the crowd's share" },
        { value: "even", label: "one half: the share forgotten" },
      ],
      default: "true",
    },
  },

  init: gather,
  step: testOnce,
  finished: ({ history }: State) => history.length > mostTests,
  paceMs: 900,

  views: pictures,

  summary: ({ history }: State, chosen) => {
    const moment = history.at(-1)!;
    const { tests, ill, healthy } = moment;
    const share = countedShare(moment);
    if (tests === 0) return `Nobody is tested yet: ${ill} of ${ill + healthy} are ill.`;
    const after = `After ${tests} positive ${tests === 1 ? "result" : "results"}`;
    if (share === undefined) return `${after} nobody is left.`;
    return `${after} ${ill} ill and ${healthy} healthy are left, a share of ${showNumber(share)}; the odds give ${showNumber(naiveChance(tests, chosen))}, with copies counted once ${showNumber(trueChance(tests, chosen))}.`;
  },

  table: ({ history }: State, chosen) => ({
    columns: [
      "positive results",
      "ill left",
      "healthy left",
      "share ill",
      "by the odds",
      "copies counted once",
    ],
    rows: history.map((moment) => {
      const share = countedShare(moment);
      return [
        moment.tests,
        moment.ill,
        moment.healthy,
        share === undefined ? "nobody left" : showNumber(share),
        showNumber(naiveChance(moment.tests, chosen)),
        showNumber(trueChance(moment.tests, chosen)),
      ];
    }),
  }),

  notice: [
    "After the first test, compare the number of amber dots with the number of red ones. The test is right for nine in ten of each.",
    "Raise the specificity to 0.99, then put it back and raise the sensitivity to 0.99. Which of them moves the share after one result?",
    "Read how many of the ill are sent home after six tests. What does asking for one more positive result cost the ill?",
    "Let a later result repeat the first with chance 0.5, then 1. Where does the amber line go, and where do the dots go?",
    "Start the calculation from one half. How many positive results does it take until the mistake no longer matters much?",
    "Take a share of one half: now the two starts agree. In which crowd would a clinic sit that sees only people with symptoms?",
  ],

  prediction: {
    question: "Of those who are positive in the first test, what share is ill?",
    options: [
      { value: "few", label: "less than a third" },
      { value: "half", label: "a third to two thirds" },
      { value: "most", label: "more than two thirds" },
    ],
    outcome: ({ history }, chosen) => {
      const share = countedShare(history[1]!) ?? trueChance(1, chosen);
      if (share < 1 / 3) return "few";
      return share <= 2 / 3 ? "half" : "most";
    },
    afterSteps: 1,
    because:
      "The odds among the positive are the odds in the crowd times sensitivity / (1 − specificity). At the settings that the lab opens with, 1 to 99 times 9 is 1 to 11: the healthy are so many that a tenth of them outnumbers nine tenths of the ill.",
  },

  metrics: ({ history }: State) => {
    const { tests, ill, healthy } = history.at(-1)!;
    return { tests, ill, healthy };
  },
});
