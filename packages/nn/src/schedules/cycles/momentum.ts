import type { Scheduled } from "../lr-scheduler.ts";

interface Group {
  momentum?: number;
  betas?: readonly number[];
}

/** Refuses an optimiser that has no momentum to move. */
export function checkMomentum(where: string, { paramGroups }: Scheduled): void {
  for (const { momentum = 0, betas } of paramGroups as readonly Group[]) {
    if (betas === undefined && momentum === 0)
      throw new RangeError(
        `${where}: an optimiser without momentum, momentum above 0 or betas are needed; cycleMomentum: false leaves them`,
      );
  }
}

/** Sets the momentum of a group, or β₁ where it has betas. */
export function setMomentum(group: object, value: number): void {
  const { betas } = group as Group;
  if (betas) (group as Group).betas = betas.with(0, value);
  else (group as Group).momentum = value;
}
