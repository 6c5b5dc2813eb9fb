import { describe, expect, it } from "vitest";
import { findBlas } from "./find-blas.ts";
import { places } from "./places.ts";

describe("findBlas", () => {
  it("says what it tried and how to install one, where the named library does not exist", () => {
    expect(() => findBlas({ platform: "linux", env: { BLANKFILE_BLAS: "/no/such/libblas.so" } })).toThrow(
      /^findBlas: none of \/no\/such\/libblas.so \(.+\); a BLAS is needed: Debian and Ubuntu: apt-get install libopenblas0-pthread; .*or set BLANKFILE_BLAS to the library's path$/,
    );
  });

  it("refuses a library without cblas_sgemm", () => {
    const env = { BLANKFILE_BLAS: process.platform === "darwin" ? "libSystem.dylib" : "libm.so.6" };
    expect(() => findBlas({ env })).toThrow(/cblas_sgemm|shared library/);
  });

  it("looks for the one that the environment names, and nowhere else", () => {
    expect(places("linux", { BLANKFILE_BLAS: "/a/b.so", CONDA_PREFIX: "/conda" })).toEqual(["/a/b.so"]);
    expect(places("linux", { CONDA_PREFIX: "/conda" })).toContain("/conda/lib/libopenblas.so");
    expect(places("darwin", {})[0]).toMatch("Accelerate");
    expect(places("win32", {})).toContain("libopenblas.dll");
  });
});
