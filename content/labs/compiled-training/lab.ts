/** Train a network with a compiled step, look at what the compiler made of it, and break the training. */
import { defineLab } from "@blankfile/curriculum/lab";
import { measure } from "./measure.ts";
import { percent, short } from "./numbers.ts";
import { parameters } from "./parameters.ts";
import { picturesOf } from "./pictures.ts";
import { pictureCount, pointCount, type State, start, train } from "./training.ts";

export const lab = defineLab({
  title: "A training step, compiled",
  lead: "A network learns while you watch. Beside it stands what a compiler made of its training step.",
  parameters,

  init: start,
  step: train,
  finished: ({ ranAway, history }) => ranAway || history.length >= pictureCount,
  paceMs: 16,

  views: picturesOf,
  measure: { label: "Measure compiled and eager", views: measure },

  summary: (state) => {
    const now = state.history.at(-1);
    const end = state.ranAway ? " Then the loss ran away; training stopped." : "";
    if (now === undefined) return end === "" ? `Not started: ${pointCount} points.` : `Training began.${end}`;
    const { taken, loss, right, flat } = now;
    return `After ${short(taken)} training steps: loss ${short(loss)}, ${percent(right)} of the points on the right side, flat slopes ${percent(flat[0])} and ${percent(flat[1])}.${end}`;
  },

  table: ({ history }: State) => ({
    columns: ["training steps", "loss", "right (%)", "flat in layer 1 (%)", "flat in layer 2 (%)"],
    rows: history.map(({ taken, loss, right, flat }) => [
      taken,
      Number(loss.toPrecision(5)),
      Number((100 * right).toFixed(1)),
      ...flat.map((share) => Number((100 * share).toFixed(1))),
    ]),
  }),

  notice: [
    "Let it run compiled, then eager, with 200 training steps a picture. The curves lie on each other: it is the same function. Measure how many steps a second each takes.",
    "In explain(), find the loops with tanh in them: the bias is added in the same pass over the numbers. Where is tanh's slope, 1 − tanh², multiplied in? Take GELU: how much more must the arena hold?",
    "Clip the gradient: no weight may move before the norm over all gradients is known. How many loops is that, and how many bytes?",
    "Raise the learning rate until the loss runs away, with SGD. With Adam it does not run away at 1, and yet nothing is learnt: what do the flat slopes say?",
    "relu with hidden biases at −6: every unit is off at every point, all slopes are 0, and the loss stays at guessing. How much bias does tanh bear?",
    "Multiply the inputs by 100: layer 1 becomes flat. Does the network still learn, and what do its borders look like?",
  ],

  prediction: {
    question:
      "tanh is flat where its input is large. While this network learns, what will happen to the share of flat slopes in its second layer?",
    options: [
      { value: "falls", label: "it falls by more than 2 points" },
      { value: "stays", label: "it stays within 2 points" },
      { value: "rises", label: "it rises by more than 2 points" },
    ],
    outcome: ({ sight, flatAtFirst }) => {
      const change = sight.flat[1] - flatAtFirst[1];
      return change > 0.02 ? "rises" : change < -0.02 ? "falls" : "stays";
    },
    afterSteps: 100,
    because:
      "As the lab opens it rises. To tell the classes apart more surely the weights grow, and larger sums lie where tanh is flat. A flat slope hands almost nothing back: at such a point the unit no longer learns. Where training begins with most slopes flat, or the rate is large, the share can go any way.",
  },

  metrics: ({ history }): Record<string, number> => {
    const now = history.at(-1);
    return now === undefined ? {} : { loss: now.loss, right: now.right };
  },
});
