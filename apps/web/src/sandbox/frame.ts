import { limits, type Message, parseMessage, type Start, type StartLab, sizeOf } from "./protocol.ts";

/**
 * The frame's script: the only code of ours beside a learner's worker. It starts the worker, passes on what it says,
 * counts it, and answers the page's question whether it is alive. The frame has an opaque origin and may fetch nothing.
 */
addEventListener("message", function first({ data, source, ports }: MessageEvent<Start | StartLab>) {
  const page = ports[0];
  if (source !== parent || page === undefined || (data?.kind !== "start" && data?.kind !== "lab")) return;
  removeEventListener("message", first);
  if (data.kind === "lab") return startLab(data, page);
  const say = (message: Message) => page.postMessage(message);
  page.onmessage = () => say({ kind: "pong" });
  try {
    startWorker(data, say);
  } catch (error) {
    say({ kind: "broken", message: `the worker could not start: ${(error as Error).message}` });
  }
});

function startWorker({ worker: text, job }: Start, say: (message: Message) => void): void {
  const worker = workerOf(text);
  const { port1, port2 } = new MessageChannel();
  let count = 0;
  let total = 0;
  let ready = false;
  port1.onmessage = ({ data }) => {
    const message = parseMessage(data);
    count++;
    if (message !== undefined) {
      ready = true;
      total += sizeOf(message);
    }
    if (count > limits.messages || total > limits.total) {
      port1.close();
      worker.terminate();
      say({ kind: "flood" });
    } else if (message !== undefined) say(message);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (!ready) say({ kind: "broken", message: `the worker could not start: ${event.message}` });
  };
  worker.postMessage(job, [port2]);
}

/** A lab on a learner's code: questions of the page go to the worker, and to each question one answer comes back. */
function startLab({ worker: text, job }: StartLab, page: MessagePort): void {
  const worker = workerOf(text);
  const { port1, port2 } = new MessageChannel();
  let open = 0;
  const fail = (failed: string) => {
    port1.close();
    worker.terminate();
    page.postMessage({ failed });
  };
  page.onmessage = ({ data }) => {
    open++;
    port1.postMessage(data);
  };
  port1.onmessage = ({ data }) => {
    if (--open < 0) fail("The lab said more than it was asked, and was ended.");
    else page.postMessage(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(`The lab's worker stopped: ${event.message || "its script did not load"}`);
  };
  worker.postMessage(job, [port2]);
}

function workerOf(text: string): Worker {
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}
