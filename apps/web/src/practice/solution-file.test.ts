import { describe, expect, it } from "vitest";
import { ServerError } from "../server/client.ts";
import { type FileServer, type FileState, SolutionFile } from "./solution-file.ts";

/** A disk with one file, and a page with one text. */
function world({
  disk,
  text,
  base = null,
  dirty = false,
}: {
  disk?: string;
  text: string;
  base?: string | null;
  dirty?: boolean;
}) {
  const state = { disk, text, base, dirty, shown: [] as FileState[], down: false, writes: 0 };
  const hashOf = (content: string) => `#${content}`;
  const server: FileServer = {
    exercise: async () => {
      if (state.down) throw new ServerError("GET: the server does not answer", 0);
      return state.disk === undefined ? undefined : { text: state.disk, hash: hashOf(state.disk) };
    },
    saveExercise: async (_slug, content, hash) => {
      if (state.down) throw new ServerError("PUT: the server does not answer", 0);
      const now = state.disk === undefined ? null : hashOf(state.disk);
      if (now !== hash)
        throw new ServerError("changed", 409, { error: "changed", text: state.disk, hash: now });
      state.disk = content;
      state.writes++;
      return { hash: hashOf(content) };
    },
  };
  const file = new SolutionFile(
    "softmax",
    server,
    {
      text: () => state.text,
      replace: (content) => {
        state.text = content;
      },
      changed: (shown, newBase, newDirty) => {
        state.shown.push(shown);
        state.base = newBase;
        state.dirty = newDirty;
      },
    },
    base,
    dirty,
  );
  return { state, file, last: () => state.shown.at(-1) };
}

describe("the file of a solution", () => {
  it("is not made by looking at an exercise, but by the first edit", async () => {
    const { state, file } = world({ text: "starter" });
    await file.read();
    expect(state.disk).toBeUndefined();
    state.text = "mine";
    await file.edited();
    expect(state).toMatchObject({ disk: "mine", base: "#mine", dirty: false });
  });

  it("comes into the editor when the page has no changes of its own", async () => {
    const { state, file } = world({ disk: "from my own editor", text: "starter" });
    await file.read();
    expect(state).toMatchObject({ text: "from my own editor", base: "#from my own editor", dirty: false });
  });

  it("changed on disk and on the page: both stay until the reader chooses", async () => {
    const { state, file, last } = world({ disk: "old", text: "old" });
    await file.read();
    state.disk = "theirs";
    state.text = "mine";
    await file.edited();
    expect(last()).toEqual({ kind: "conflict", theirs: "theirs" });
    expect(state).toMatchObject({ disk: "theirs", text: "mine", dirty: true });
    state.text = "mine, further";
    await file.edited();
    expect(state.disk).toBe("theirs");
    await file.choose("mine");
    expect(state).toMatchObject({ disk: "mine, further", dirty: false });
    expect(last()).toEqual({ kind: "equal" });
  });

  it("their text can be taken; it is then the page's", async () => {
    const { state, file } = world({ disk: "theirs", text: "mine", base: "#older", dirty: true });
    await file.read();
    await file.choose("theirs");
    expect(state).toMatchObject({ disk: "theirs", text: "theirs", base: "#theirs", dirty: false });
  });

  it("a text that was kept while the server was away is written when it is back", async () => {
    const { state, file, last } = world({ disk: "old", text: "old" });
    await file.read();
    state.down = true;
    state.text = "mine";
    await file.edited();
    expect(last()).toEqual({ kind: "waiting", message: "PUT: the server does not answer" });
    expect(state.dirty).toBe(true);
    state.down = false;
    await file.edited();
    expect(state).toMatchObject({ disk: "mine", dirty: false });
  });

  it("a draft of an earlier visit is written if the file is still the one it came from", async () => {
    const { state, file } = world({ disk: "old", text: "mine", base: "#old", dirty: true });
    await file.read();
    await file.edited();
    expect(state.disk).toBe("mine");
  });

  it("the same change on both sides is no conflict", async () => {
    const { state, file, last } = world({ disk: "old", text: "old" });
    await file.read();
    state.disk = "same";
    state.text = "same";
    await file.edited();
    expect(last()).toEqual({ kind: "equal" });
    expect(state).toMatchObject({ base: "#same", dirty: false });
  });

  it("edits during a write are written after it", async () => {
    const { state, file } = world({ text: "a" });
    await file.read();
    state.text = "ab";
    const first = file.edited();
    state.text = "abc";
    await Promise.all([first, file.edited()]);
    expect(state).toMatchObject({ disk: "abc", dirty: false });
  });

  it("a file that was deleted is written again with the next edit", async () => {
    const { state, file } = world({ disk: "old", text: "old" });
    await file.read();
    state.disk = undefined;
    await file.read();
    state.text = "new";
    await file.edited();
    expect(state.disk).toBe("new");
    // Deleted again, and this time the page has not noticed.
    state.disk = undefined;
    state.text = "newer";
    await file.edited();
    expect(state).toMatchObject({ disk: "newer", dirty: false });
  });
});
