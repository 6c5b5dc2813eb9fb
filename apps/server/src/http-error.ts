/** An answer that says what is wrong: `where: what was given, what is needed`. */
export class HttpError extends Error {
  readonly status: number;
  /** More fields of the answer's body. */
  readonly more: Record<string, unknown>;

  constructor(status: number, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.name = "HttpError";
    this.status = status;
    this.more = more;
  }
}
