import type { Attempt, CheckResult } from "@blankfile/curriculum/check";
import { compile } from "./compile.ts";
import { hiddenFrame } from "./hidden-frame.ts";
import { type Job, limits, parseMessage, type Start } from "./protocol.ts";
import { type LogLine, Referee } from "./referee.ts";

/** Everything of an exercise that its checks need, as the build put it together. */
export interface CheckBundle extends Omit<Job, "code"> {
  /** Names of all checks, in order. */
  names: string[];
}

export interface AttemptRequest {
  exercise: string;
  /** The learner's TypeScript. */
  source: string;
  bundle: CheckBundle;
  /** Text of the worker's script. */
  worker: string;
  /** Address of the frame's document. */
  frame: string;
  /** Called after each check and each printed line. */
  watch?: (state: { results: readonly CheckResult[]; running: number | undefined }) => void;
  /** Ends the attempt: the learner pressed Stop, or left. */
  signal?: AbortSignal;
}

export interface AttemptReport {
  attempt: Attempt;
  log: LogLine[];
}

/**
 * Compiles the learner's file and runs the checks on it in a frame of its own. Always resolves: whatever the code does,
 * the frame is gone afterwards and the report says what happened. Rejects only where `signal` ended it.
 */
export async function runAttempt(request: AttemptRequest): Promise<AttemptReport> {
  const { exercise, source, bundle } = request;
  const compiled = compile(source);
  if (!("code" in compiled)) {
    const { message, line } = compiled;
    const where = line === undefined ? {} : { line };
    return { attempt: { exercise, outcome: "syntax error", results: [], message, ...where }, log: [] };
  }
  const { names, ...job } = bundle;
  return await supervise(request, names, { ...job, code: compiled.code });
}

function supervise(request: AttemptRequest, names: readonly string[], job: Job): Promise<AttemptReport> {
  const { exercise, worker, frame: address, watch, signal } = request;
  return new Promise((resolve, reject) => {
    const referee = new Referee(exercise, names, performance.now());
    const { port1: port, port2 } = new MessageChannel();
    const frame = hiddenFrame(address);
    let unanswered = 0;
    let received = 0;

    const end = () => {
      clearInterval(timer);
      signal?.removeEventListener("abort", abort);
      port.onmessage = null;
      port.close();
      frame.remove();
    };
    const abort = () => {
      end();
      reject(signal?.reason as Error);
    };
    const settle = () => {
      const { attempt, log } = referee;
      if (attempt === undefined) return;
      end();
      resolve({ attempt, log });
    };

    port.onmessage = ({ data }) => {
      unanswered = 0;
      const message = parseMessage(data);
      if (message === undefined || message.kind === "pong") return;
      received++;
      // One more than the frame lets through, so a frame that does not count is ended here.
      referee.receive(received > limits.messages + 1 ? { kind: "flood" } : message, performance.now());
      watch?.({ results: referee.results, running: referee.running });
      settle();
    };
    frame.addEventListener(
      "load",
      () => {
        const start: Start = { kind: "start", worker, job };
        frame.contentWindow?.postMessage(start, "*", [port2]);
      },
      { once: true },
    );

    // Timers of a hidden page come late, and so does this one; it counts unanswered questions, not seconds.
    const timer = setInterval(() => {
      if (performance.now() > referee.deadline) referee.expire(unanswered < 3);
      else if (unanswered >= limits.missedBeats && referee.started) referee.lost();
      else {
        unanswered++;
        port.postMessage("ping");
      }
      settle();
    }, limits.beat);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) return abort();
    document.body.append(frame);
  });
}
