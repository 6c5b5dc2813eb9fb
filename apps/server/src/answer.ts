import type { FastifyError } from "fastify";
import { HttpError } from "./http-error.ts";

/** What an error becomes for whoever asked: `{ error: "where: what was given, what is needed" }`. */
export function answer(error: FastifyError | HttpError): { status: number; body: Record<string, unknown> } {
  if (error instanceof HttpError)
    return { status: error.status, body: { error: error.message, ...error.more } };
  const status = error.statusCode ?? 500;
  const known = messages[status];
  if (known) return { status, body: { error: known } };
  if (status < 500) return { status, body: { error: `request: ${error.message}` } };
  return {
    status: 500,
    body: {
      error: "server: something went wrong that nobody foresaw; the window in which it runs says what",
    },
  };
}

const messages: Record<number, string> = {
  400: "body: given something that is not JSON, needed a JSON object",
  413: "body: given more bytes than this route takes, needed a smaller one",
  414: "request: given an address that is too long, needed a shorter one",
  415: "body: given another kind of content, needed application/json",
};
