import { SweepProblem } from "@blankfile/sweeps";
import type { FastifyInstance } from "fastify";
import { HttpError } from "../http-error.ts";
import type { OpenSweeps } from "./open-sweeps.ts";

export function sweepRoutes(app: FastifyInstance, sweeps: OpenSweeps): void {
  app.get("/api/sweeps", async () => ({ sweeps: await sweeps.rows() }));

  app.get<{ Params: { id: string } }>("/api/sweeps/:id", async (request) => {
    const { id } = request.params;
    const found = await sweeps.open(id).catch((error: unknown) => {
      if (error instanceof SweepProblem) throw new HttpError(409, error.message);
      throw error;
    });
    if (!found)
      throw new HttpError(
        404,
        `sweep: given ${JSON.stringify(id.slice(0, 100))}, needed the id of a sweep in the workspace`,
      );
    return found;
  });
}
