import type ts from "typescript";
import type { Answer, Ask, TypeFiles } from "./protocol.ts";
import { TypeHelp } from "./type-help.ts";
import { TypeRoom } from "./type-room.ts";

/** Where the worker gets its files from; `base` is the folder's address, `name` that of a package without "@blankfile/", or "standard". */
export interface TypeSource {
  compiler(base: string): Promise<typeof ts>;
  types(base: string, name: string): Promise<TypeFiles>;
}

interface Loaded {
  room: TypeRoom;
  help: TypeHelp;
}

/** The worker's answers to what the page asks. */
export class TypeAnswers {
  readonly #source: TypeSource;
  #loaded: Promise<Loaded> | undefined;
  readonly #packages = new Map<string, Promise<void>>();

  constructor(source: TypeSource) {
    this.#source = source;
  }

  async answer(asked: Ask): Promise<Answer> {
    const { number, name } = asked;
    try {
      if (asked.ask === "open") {
        await this.#open(name, asked.imports, asked.base);
        return { number, opened: true };
      }
      if (this.#loaded === undefined) throw new Error("types: nothing is open; open a file first");
      const { help, room } = await this.#loaded;
      switch (asked.ask) {
        case "close":
          room.close(name);
          return { number, opened: true };
        case "problems":
          return { number, problems: help.problems(name, asked.text) };
        case "suggestions":
          return { number, suggestions: help.suggestions(name, asked.text, asked.at) };
        case "suggested":
          return { number, described: help.suggested(name, asked.text, asked.at, asked.label) };
        case "described":
          return { number, described: help.described(name, asked.text, asked.at) };
      }
    } catch (error) {
      return { number, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  async #open(name: string, imports: readonly string[], base: string): Promise<void> {
    this.#loaded ??= this.#load(base);
    const { room } = await this.#loaded;
    await Promise.all(imports.map((one) => this.#add(room, one, base)));
    room.open(name, imports);
  }

  async #load(base: string): Promise<Loaded> {
    const [compiler, { files }] = await Promise.all([
      this.#source.compiler(base),
      this.#source.types(base, "standard"),
    ]);
    const room = new TypeRoom(compiler);
    room.add(files);
    return { room, help: new TypeHelp(compiler, room) };
  }

  #add(room: TypeRoom, name: string, base: string): Promise<void> {
    let added = this.#packages.get(name);
    if (added === undefined) {
      added = this.#source.types(base, name.replace("@blankfile/", "")).then(async ({ files, needs }) => {
        await Promise.all(needs.map((one) => this.#add(room, one, base)));
        room.add(files);
      });
      this.#packages.set(name, added);
      added.catch(() => this.#packages.delete(name));
    }
    return added;
  }
}
