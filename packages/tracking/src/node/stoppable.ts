import type { ConfigValue } from "../run.ts";
import type { Run } from "./run.ts";

/** What the process of a run ends with, so that whoever started it knows how to go on. 1 is a failure, 2 a wrong flag. */
export const exitCodes = {
  /** Another process has the attempt, or has taken the run over, or the run has ended: nothing to do. */
  claimed: 73,
  /** Stopped where it was told to: the next attempt goes on from the checkpoint. */
  paused: 75,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/** Why a training is to stop, in words, and the exit code that says so. */
export interface StopReason {
  words: string;
  exit: number;
}

/**
 * Hears Ctrl+C and SIGTERM from now on. `requested` then says why to stop; a training asks for it between epochs, behind its checkpoint.
 * The second signal ends the process at once.
 */
export class Stop {
  requested: StopReason | undefined;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => this.ask({ words: `stopped by ${signal}`, exit: exitCodes[signal] }));
  }

  /** The first reason counts. */
  ask(reason: StopReason): void {
    this.requested ??= reason;
  }
}

/**
 * Runs `train` and closes the run with the figures that it returns. Where it was stopped the process ends here, with the reason's exit
 * code; where it failed, the error goes on. Both say `again`, the command that goes on from the last checkpoint, or from the start where
 * none is `kept`.
 */
export async function toTheEnd<Figures extends Record<string, ConfigValue>>(
  run: Run,
  {
    train,
    stop,
    again,
    kept,
  }: { train: () => Promise<Figures>; stop: Stop; again: string; kept: () => boolean },
): Promise<Figures> {
  try {
    const figures = await train();
    if (!stop.requested) {
      run.summary(figures);
      await run.finish();
      return figures;
    }
    await run.stop(`${stop.requested.words}; ${what(kept())}`);
  } catch (error) {
    await run.fail(error as Error).catch(() => undefined); // The disk itself may be what failed.
    console.error(`The run failed; ${what(kept())}. Once the reason is gone, ${how(kept())} with: ${again}`);
    throw error;
  }
  console.error(`\nStopped; ${what(kept())}. ${kept() ? "Go on" : "Start again"} with: ${again}`);
  process.exit(stop.requested.exit);
}

function what(kept: boolean): string {
  return kept ? "a checkpoint is kept" : "there was no checkpoint yet";
}

function how(kept: boolean): string {
  return kept ? "go on" : "start again";
}
