import type { ConfigValue } from "../run.ts";
import type { Run } from "./run.ts";

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Hears Ctrl+C and SIGTERM from now on. `requested` then says which; a training asks for it between epochs, behind its checkpoint. The
 * second signal ends the process at once.
 */
export class Stop {
  requested: keyof typeof exitCodes | undefined;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        this.requested = signal;
      });
    }
  }
}

/**
 * Runs `train` and closes the run with the figures that it returns. Where it was stopped the process ends here, with 130 or 143; where it
 * failed, the error goes on. Both say `again`, the command that goes on from the last checkpoint, or from the start where none is `kept`.
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
    await run.fail(`stopped by ${stop.requested}; ${what(kept())}`);
  } catch (error) {
    await run.fail(error as Error).catch(() => undefined); // The disk itself may be what failed.
    console.error(`The run failed; ${what(kept())}. Once the reason is gone, ${how(kept())} with: ${again}`);
    throw error;
  }
  console.error(`\nStopped; ${what(kept())}. ${kept() ? "Go on" : "Start again"} with: ${again}`);
  process.exit(exitCodes[stop.requested]);
}

function what(kept: boolean): string {
  return kept ? "a checkpoint is kept" : "there was no checkpoint yet";
}

function how(kept: boolean): string {
  return kept ? "go on" : "start again";
}
