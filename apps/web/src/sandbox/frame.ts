import { limits, type Message, parseMessage, type Start, sizeOf } from "./protocol.ts";

/**
 * The frame's script: the only code of ours beside a learner's worker. It starts the worker, passes on what it says,
 * counts it, and answers the page's question whether it is alive. The frame has an opaque origin and may fetch nothing.
 */
addEventListener("message", function first({ data, source, ports }: MessageEvent<Start>) {
  const page = ports[0];
  if (source !== parent || page === undefined || data?.kind !== "start") return;
  removeEventListener("message", first);
  const say = (message: Message) => page.postMessage(message);
  page.onmessage = () => say({ kind: "pong" });
  try {
    startWorker(data, say);
  } catch (error) {
    say({ kind: "broken", message: `the worker could not start: ${(error as Error).message}` });
  }
});

function startWorker({ worker: text, job }: Start, say: (message: Message) => void): void {
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  const { port1, port2 } = new MessageChannel();
  let count = 0;
  let total = 0;
  let ready = false;
  port1.onmessage = ({ data }) => {
    const message = parseMessage(data);
    if (message === undefined) return;
    ready = true;
    count++;
    total += sizeOf(message);
    if (count > limits.messages || total > limits.total) {
      port1.close();
      worker.terminate();
      say({ kind: "flood" });
    } else say(message);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (!ready) say({ kind: "broken", message: `the worker could not start: ${event.message}` });
  };
  worker.postMessage(job, [port2]);
}
