import type { StoredImage } from "@blankfile/tracking";
import type { Medium } from "@blankfile/tracking/report";
import { useEffect, useRef, useState } from "preact/hooks";
import { server } from "../../server/client.ts";
import { artifactBytes, type OpenRun } from "../run-source.ts";
import { StepSlider, useStep } from "./steps.tsx";

/** An image of one step; it opens large. Small ones keep their pixels visible. */
export function ImageView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const [at, choose] = useStep(steps.length);
  const large = useRef<HTMLDialogElement>(null);
  const { step, value } = steps[at]!;
  const image = value as StoredImage;
  const { address, problem } = useImage(run, image);
  const [broken, setBroken] = useState<string>();
  const alt = `${name}, step ${step}${image.caption === undefined ? "" : `: ${image.caption}`}, ${image.width} × ${image.height} pixels`;
  const isSmall = image.width < 128;
  const picture = (scaled: boolean) => (
    <img
      src={address}
      alt={alt}
      width={image.width}
      height={image.height}
      class={isSmall || scaled ? "pixels" : ""}
      style={{ width: `${shownWidth(image, scaled)}px` }}
      onError={() => setBroken(address)}
    />
  );
  return (
    <>
      {address === undefined || broken === address ? (
        <p class="soft">
          {problem ?? (address === undefined ? "Reading…" : "Its bytes are missing or damaged.")}
        </p>
      ) : (
        <button
          type="button"
          class="open-image"
          aria-label={`${alt}; open large`}
          onClick={() => large.current?.showModal()}
        >
          {picture(false)}
        </button>
      )}
      <StepSlider name={name} steps={steps.map((one) => one.step)} at={at} choose={choose} />
      <p class="soft">
        {image.caption !== undefined && `${image.caption} · `}
        {image.width} × {image.height}
      </p>
      <dialog ref={large} class="large-image" aria-label={alt}>
        {address !== undefined && picture(true)}
        <p>
          {name}, step {step}{" "}
          <button type="button" class="btn quiet small" onClick={() => large.current?.close()}>
            Close
          </button>
        </p>
      </dialog>
    </>
  );
}

/** Whole multiples of its pixels, so that all are of one size: about 224 pixels, or as large as the window where it is opened. */
function shownWidth({ width, height }: StoredImage, isLarge: boolean): number {
  const [wide, high] = isLarge ? [innerWidth - 60, innerHeight - 120] : [240, 240];
  const times = Math.min(Math.floor(wide / width), Math.floor(high / height));
  if (times >= 1) return width * times;
  return Math.min(width, isLarge ? wide : width, isLarge ? (width * high) / height : width);
}

/** Where the image can be shown from. A browser's own artifact gets an address for as long as it is shown. */
function useImage(run: OpenRun, image: StoredImage): { address?: string; problem?: string } {
  const { data, artifact, mediaType } = image;
  const [made, setMade] = useState<{ artifact: string; address?: string; problem?: string }>();
  useEffect(() => {
    if (artifact === undefined || run.inBrowser !== true) return;
    let address: string | undefined;
    let gone = false;
    artifactBytes(run, artifact).then(
      (bytes) => {
        if (gone) return;
        address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
        setMade({ artifact, address });
      },
      (error: Error) => setMade({ artifact, problem: error.message }),
    );
    return () => {
      gone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [run.row.id, run.inBrowser, artifact]);
  if (data !== undefined) return { address: `data:${mediaType};base64,${data}` };
  if (artifact !== undefined && run.inBrowser !== true)
    return { address: server.artifact(run.row.id, artifact) };
  return made?.artifact === artifact ? made! : {};
}
