/** A sweep file, or a request to a sweep, that means nothing: the message says what was given and what is needed. */
export class SweepProblem extends Error {
  override name = "SweepProblem";
}
