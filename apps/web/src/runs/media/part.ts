import type { ComponentChildren } from "preact";

/** A part of a run's page, that the list of parts leads to. */
export interface Part {
  /** Its name in the address. */
  id: string;
  title: string;
  body: ComponentChildren;
}
