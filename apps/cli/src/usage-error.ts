/** The command was called wrongly: exit code 2. The message says what was given and what is there. */
export class UsageError extends Error {
  override name = "UsageError";
}
