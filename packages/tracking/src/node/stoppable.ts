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
 * failed, the error goes on. Both say `again`, the command that goes on from the last checkpoint.
 */
export async function toTheEnd<Figures extends Record<string, ConfigValue>>(
  run: Run,
  { train, stop, again }: { train: () => Promise<Figures>; stop: Stop; again: string },
): Promise<Figures> {
  try {
    const figures = await train();
    if (!stop.requested) {
      run.summary(figures);
      await run.finish();
      return figures;
    }
    await run.fail(`stopped by ${stop.requested}; a checkpoint is kept`);
  } catch (error) {
    await run.fail(error as Error).catch(() => undefined); // The disk itself may be what failed.
    console.error(`The run failed. Once the reason is gone, go on with: ${again}`);
    throw error;
  }
  console.error(`\nStopped; a checkpoint is kept. Go on with: ${again}`);
  process.exit(exitCodes[stop.requested]);
}
