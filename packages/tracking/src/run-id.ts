const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const idForm = /^\d{8}-\d{6}-[a-z0-9]+-[0-9a-hjkmnp-tv-z]{4}$/;
const experimentForm = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

/**
 * `<YYYYMMDD>-<HHMMSS>-<experiment's last word>-<4 base-32 characters>`, in UTC. `random` gives the four characters,
 * one byte each (20 bits are used).
 */
export function makeRunId(experiment: string, at: number, random: Uint8Array): string {
  checkExperimentName(experiment);
  if (random.length < 4) throw new RangeError(`makeRunId: ${random.length} random bytes, 4 are needed`);
  const [date, time] = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").split("T");
  const word = experiment.split(/[/-]/).at(-1)!;
  const tail = [...random.subarray(0, 4)].map((byte) => alphabet[byte % 32]).join("");
  return `${date}-${time}-${word}-${tail}`;
}

/** True for names of that form only, so that a run's id can never lead out of its folder. */
export function isRunId(id: unknown): id is string {
  return typeof id === "string" && id.length <= 100 && idForm.test(id);
}

export function checkRunId(id: string): void {
  if (!isRunId(id))
    throw new RangeError(
      `run id: given ${JSON.stringify(String(id).slice(0, 100))}, needed <YYYYMMDD>-<HHMMSS>-<word>-<4 characters>`,
    );
}

/** Path below `experiments/` without the ending, or `lab/<slug>`. */
export function isExperimentName(name: unknown): name is string {
  return typeof name === "string" && name.length <= 200 && experimentForm.test(name);
}

export function checkExperimentName(name: string): void {
  if (!isExperimentName(name))
    throw new RangeError(
      `experiment: given ${JSON.stringify(String(name).slice(0, 100))}, needed <area>/<name> in lower-case words with hyphens`,
    );
}
