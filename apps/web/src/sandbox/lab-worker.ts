// First: it freezes the built-ins before anything else looks at them.
import "./scope.ts";
import { LabAnswers } from "../lab/lab-answers.ts";
import type { Answer, Ask } from "../lab/lab-protocol.ts";
import type { AnyLab } from "../lab/lab-session.ts";
import { learnerConsole } from "./console.ts";
import type { LabJob } from "./lab-job.ts";
import { loadTrusted } from "./load-script.ts";
import { close, listen, unlisten } from "./scope.ts";
import { SwappedPackages } from "./swapped-packages.ts";

/**
 * The script of the worker in which a lab runs on the learner's code. It shuts the doors, loads the packages with the learner's parts in
 * them, and answers the page's questions through a port that is known to this function alone.
 */
listen("message", function first(event: MessageEvent<LabJob>) {
  unlisten("message", first);
  const port = event.ports[0]!;
  const job = event.data;
  const now = performance.now.bind(performance);
  let packages: SwappedPackages | undefined;
  const answers = new LabAnswers({
    open() {
      packages = new SwappedPackages(job);
      return (loadTrusted("lab.ts", job.lab, packages.require) as { lab: AnyLab }).lab;
    },
    swaps: () => packages?.facts(now) ?? [],
  });
  const say = (answer: Answer) => port.postMessage(answer);
  close(learnerConsole(() => {}));
  port.onmessage = ({ data }: MessageEvent<Ask>) => void answers.answer(data).then(say);
});
