"""Writes packages/data/src/digits/digits-bytes.ts and digits-split.ts from scikit-learn's copy of the digits.

    python3 golden/digits.py

1,797 images of 8 x 8 with values 0 to 16, in the order of the original file, and one stratified split, fixed for ever.
"""

import base64
import hashlib
import pathlib
import zlib

import numpy
import sklearn
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

FOLDER = pathlib.Path(__file__).parent.parent / "packages" / "data" / "src" / "digits"


def literal(name, data, width=192):
    text = base64.b64encode(data).decode()
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return f"export const {name} =\n" + " +\n".join(f'  "{line}"' for line in lines) + ";\n"


def main():
    digits = load_digits()
    images = digits.data.astype(numpy.uint8)
    labels = digits.target.astype(numpy.uint8)
    payload = images.tobytes() + labels.tobytes()
    packed = zlib.compress(payload, 9)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "digits-bytes.ts").write_text(
        f"// Written by golden/digits.py from scikit-learn {sklearn.__version__}; do not edit.\n"
        "// zlib: 1,797 x 64 pixels, then 1,797 labels, one byte each.\n"
        f'export const digitsSha256 = "{hashlib.sha256(payload).hexdigest()}";\n\n' + literal("digitsPacked", packed)
    )

    _, test = train_test_split(numpy.arange(len(labels)), test_size=0.2, stratify=labels, random_state=0)
    bits = numpy.zeros(len(labels), dtype=numpy.uint8)
    bits[test] = 1
    (FOLDER / "digits-split-bits.ts").write_text(
        f"// Written by golden/digits.py from scikit-learn {sklearn.__version__}; do not edit.\n"
        "// One bit an image, most significant first: 1 where the image is in the test set.\n"
        + literal("digitsTestBits", numpy.packbits(bits).tobytes())
    )
    print(f"{len(packed)} bytes packed, {int(bits.sum())} test images")


if __name__ == "__main__":
    main()
