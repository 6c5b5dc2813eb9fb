/** A file of a published data set: what it is called here, where it comes from, and how to know that it is the right one. */
export interface DataFile {
  /** Below BLANKFILE_DATA and below the cache, with "/": "mnist/train-images-idx3-ubyte.gz". */
  readonly path: string;
  /** Where it can be had, the first first. None for a file that exists only as a copy by hand. */
  readonly urls: readonly string[];
  readonly checksum: Checksum;
  /** The page that describes it, for a person. */
  readonly page: string;
}

/**
 * SHA-256 of the payload, which is the file without its gzip, so that a copy that was packed again is still the right one; or, where only
 * that is published, MD5 of the file as it is served.
 */
export type Checksum = { readonly sha256: string } | { readonly md5: string };
