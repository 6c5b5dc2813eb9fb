import { describe, expect, it } from "vitest";
import { tokenizeWords } from "./words.ts";

describe("tokenizeWords", () => {
  it("gives words in lower case, apostrophes inside, and other marks one by one", () => {
    expect(tokenizeWords("Don't stop!  At 10?")).toEqual(["don't", "stop", "!", "at", "10", "?"]);
    expect(tokenizeWords("Œuvre, naïve… 東京")).toEqual(["œuvre", ",", "naïve", "…", "東京"]);
    expect(tokenizeWords(" 'quoted' ")).toEqual(["'", "quoted", "'"]);
    expect(tokenizeWords("")).toEqual([]);
  });
});
