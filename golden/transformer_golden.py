"""Reference values for packages/transformer.

gpt: PyTorch; the blocks are torch.nn.TransformerEncoderLayer with the norm first, under a causal mask; embeddings and output are one matrix.
byte-pairs: merges learnt by a second, slow program, which Hugging Face's tokenizers then applies; that library cuts the text by the
published pattern, and its ids of bytes and merges are renumbered as ours.
"""

import collections
import re

V, T, C, H, L = 7, 5, 8, 2, 2


OURS = {
    "self_attn.in_proj_": "attention.qkv.", "self_attn.out_proj.": "attention.proj.", "linear1.": "up.", "linear2.": "down.",
}


def our_name(name):
    for theirs, ours in OURS.items():
        name = name.replace(theirs, ours)
    return name


def gpt():
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)

    class Reference(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = torch.nn.Embedding(V, C)
            self.positions = torch.nn.Embedding(T, C)
            self.blocks = torch.nn.ModuleList(
                torch.nn.TransformerEncoderLayer(
                    C, H, 4 * C, dropout=0, activation="gelu", batch_first=True, norm_first=True
                )
                for _ in range(L)
            )
            self.norm = torch.nn.LayerNorm(C)

        def forward(self, tokens):
            n = tokens.shape[1]
            future = torch.ones(n, n, dtype=torch.bool).triu(1)
            x = self.embed(tokens) + self.positions(torch.arange(n))
            for block in self.blocks:
                x = block(x, src_mask=future)
            return self.norm(x) @ self.embed.weight.T

    torch.manual_seed(0)
    model = Reference()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randint(-128, 128, parameter.shape) / 256)
    tokens = torch.tensor([[1, 4, 0, 6, 2], [3, 3, 5, 1, 0]])
    targets = torch.tensor([[4, 0, 6, 2, 5], [3, 5, 1, 0, 2]])
    logits = model(tokens)
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    loss.backward()
    return {
        "sizes": {"vocabularySize": V, "contextLength": T, "channels": C, "heads": H, "layers": L},
        "weights": {our_name(name): p.detach().tolist() for name, p in model.named_parameters()},
        "tokens": tokens.tolist(), "targets": targets.tolist(), "logits": logits.tolist(), "loss": loss.item(),
        "gradients": {our_name(name): p.grad.tolist() for name, p in model.named_parameters()},
    }


TEXTS = {
    "rhymes": "the cat sat on the mat, and the rat that the cat saw sat still; that was that, at that.\n" * 3,
    "runs": "aaaa aaa aaaaaaa baab aabb",
    "other scripts": "größer, größte: naïve façade — 東京 東京 東京都 — 🙂🙂🙂",
    "code": "for (let i = 0; i < n; i++) {\n  sum += x[i] * x[i];\n}\n\n\nreturn sum;\n",
}


def learn(chunks, count):
    """All counts anew in each round."""
    chunks = [list(chunk) for chunk in chunks]
    merges = []
    while len(merges) < count:
        counts = collections.Counter(pair for chunk in chunks for pair in zip(chunk, chunk[1:]))
        best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
        if best is None or counts[best] < 2:
            break
        chunks = [apply(chunk, best, 256 + len(merges)) for chunk in chunks]
        merges.append(best)
    return merges, [id for chunk in chunks for id in chunk]


def apply(chunk, pair, id):
    out, i = [], 0
    while i < len(chunk):
        found = tuple(chunk[i : i + 2]) == pair
        out.append(id if found else chunk[i])
        i += 2 if found else 1
    return out


def applied(text, merges):
    """The ids by Hugging Face's tokenizers."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    # GPT-2 writes byte b as a visible character: itself where it is one, else those from U+0100 on, in order.
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = (byte for byte in range(256) if byte not in visible)
    letters = {byte: chr(byte) for byte in visible} | {byte: chr(256 + i) for i, byte in enumerate(hidden)}
    names = [letters[byte] for byte in range(256)]
    pairs = []
    for left, right in merges:
        pairs.append((names[left], names[right]))
        names.append(names[left] + names[right])
    model = models.BPE(vocab={name: id for id, name in enumerate(names)}, merges=pairs)
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    return tokenizer.encode(text).ids


def byte_pairs():
    cases = []
    for title, text in TEXTS.items():
        # Letters, digits, signs and spaces as GPT-2 cuts them; Python's re has no \p{L}, and \w less _ and digits is the same on these texts.
        chunks = re.findall(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?[^\s\w]+|\s+(?!\S)|\s+", text)
        merges, ids = learn([chunk.encode() for chunk in chunks], 60)
        assert ids == applied(text, merges), title
        cases.append({"title": title, "text": text, "chunks": chunks, "merges": merges, "ids": ids})
    return cases


def groups():
    return {"gpt": gpt, "byte-pairs": byte_pairs}
