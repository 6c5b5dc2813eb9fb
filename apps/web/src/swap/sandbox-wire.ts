import type { Connect } from "../lab/lab-client.ts";
import type { Answer } from "../lab/lab-protocol.ts";
import { hiddenFrame } from "../sandbox/hidden-frame.ts";
import type { LabJob } from "../sandbox/lab-job.ts";
import type { StartLab } from "../sandbox/protocol.ts";

/** The same as a lab's own worker, but in the sandbox: what runs there is the learner's code too. */
export function sandboxWire(worker: string, job: LabJob, address: string): Connect {
  return (heard, failed) => {
    const { port1: port, port2 } = new MessageChannel();
    const frame = hiddenFrame(address);
    port.onmessage = ({ data }) => {
      if (isAnswer(data)) heard(data);
      else if (typeof data?.failed === "string") failed(data.failed);
    };
    frame.addEventListener(
      "load",
      () => {
        const start: StartLab = { kind: "lab", worker, job };
        frame.contentWindow?.postMessage(start, "*", [port2]);
      },
      { once: true },
    );
    document.body.append(frame);
    return {
      // A port keeps what is sent before the frame listens.
      post: (ask) => port.postMessage(ask),
      close() {
        port.close();
        frame.remove();
      },
    };
  };
}

const contents = ["facts", "frame", "measured", "metrics", "swaps", "problem"];

function isAnswer(data: unknown): data is Answer {
  if (typeof data !== "object" || data === null || !("number" in data)) return false;
  return typeof data.number === "number" && contents.some((key) => key in data);
}
