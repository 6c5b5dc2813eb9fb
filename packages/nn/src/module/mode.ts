import { inspect, isCompiling, zeros } from "@blankfile/tensor";

/** What the check is said to read: `compile` repeats only checks of tensors. */
const nothing = zeros([0]);

/**
 * Whether a module trains. A compiled function keeps what it read when it was noted, so each of its calls checks that the module is still
 * in that mode; without the check it would go on dropping units in evaluation, unseen.
 */
export class Mode {
  #training = true;
  /** Whether a function that is compiled sets the mode itself. */
  #setInside = false;

  set(training: boolean): void {
    this.#training = training;
    this.#setInside = isCompiling();
  }

  get(where: string): boolean {
    const noted = this.#training;
    if (isCompiling() && !this.#setInside) inspect([nothing], () => this.#check(where, noted));
    return noted;
  }

  #check(where: string, noted: boolean): void {
    if (this.#training === noted) return;
    throw new RangeError(
      `${where}: noted by compile in ${nameOf(noted)}, called in ${nameOf(this.#training)}, the same is needed; compile one function for each`,
    );
  }
}

function nameOf(training: boolean): string {
  return training ? "training" : "evaluation";
}
