import { fromBase64, toBase64 } from "./base64.ts";
import { encodePng, type Pixels } from "./png.ts";
import { type Picture, sniffPicture } from "./sniff-picture.ts";

/** A PNG or a JPEG. */
export interface Image extends Picture {
  type: "image";
  bytes: Uint8Array;
  caption?: string;
}

/** An image in an event: its bytes stand there in base64 where they are few, else in the artifact. */
export interface StoredImage extends Picture {
  type: "image";
  caption?: string;
  data?: string;
  artifact?: string;
}

/** An image from the bytes of a PNG or JPEG file; by what they are, whatever the file was called. */
export function image(bytes: Uint8Array, caption?: string): Image {
  const { picture, reason } = sniffPicture(bytes);
  if (!picture) throw new RangeError(`image: ${reason}`);
  if (caption !== undefined && typeof caption !== "string")
    throw new TypeError(`image: given a caption that is ${typeof caption}, needed a text`);
  return { type: "image", ...picture, bytes, ...(caption !== undefined && { caption }) };
}

/** An image from raw pixels, as a PNG. */
export async function imageFromPixels(pixels: Pixels, caption?: string): Promise<Image> {
  return image(await encodePng(pixels), caption);
}

/** The bytes of an image that stands whole in its event; undefined where they are an artifact. */
export function imageBytes(stored: StoredImage): Uint8Array<ArrayBuffer> | undefined {
  return stored.data === undefined ? undefined : fromBase64(stored.data);
}

export function storedWhole({ bytes, ...rest }: Image): StoredImage {
  return { ...rest, data: toBase64(bytes) };
}

/** Looks into the bytes too: what calls itself an image and is none never reaches a page. */
export function wrongImage(value: Record<string, unknown>): string | undefined {
  const { mediaType, width, height, caption, data, artifact } = value;
  if (mediaType !== "image/png" && mediaType !== "image/jpeg")
    return "mediaType is not image/png or image/jpeg";
  if (![width, height].every((size) => Number.isSafeInteger(size) && Number(size) > 0))
    return "width and height are no whole numbers from 1";
  if (caption !== undefined && typeof caption !== "string") return "caption is no text";
  if (artifact !== undefined) return isHash(artifact) ? undefined : "artifact is no SHA-256 in hex";
  const bytes = typeof data === "string" ? fromBase64(data) : undefined;
  if (!bytes) return "there is neither an artifact nor data in base64";
  const { picture, reason } = sniffPicture(bytes);
  if (!picture) return reason;
  return picture.mediaType === mediaType ? undefined : `it says ${mediaType} and is ${picture.mediaType}`;
}

export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}
