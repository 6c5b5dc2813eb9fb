import type { Lab, Parameters } from "@blankfile/curriculum/lab";
import { LabAnswers } from "./lab-answers.ts";
import type { Ask } from "./lab-protocol.ts";
import type { AnyLab } from "./lab-session.ts";

/** The worker in which a lab runs. */
const labs = import.meta.glob<{ lab: Lab<unknown, Parameters> }>("../../../../content/labs/*/lab.ts");

const answers = new LabAnswers({
  async open(slug) {
    const load = labs[`../../../../content/labs/${slug}/lab.ts`];
    if (load === undefined) throw new RangeError(`lab: there is no lab “${slug}” on this site`);
    return (await load()).lab as AnyLab;
  },
});

addEventListener("message", async ({ data }: MessageEvent<Ask>) => postMessage(await answers.answer(data)));
