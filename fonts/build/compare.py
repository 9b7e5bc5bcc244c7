"""Compares every character of the fonts of this folder with an independent font's.

    compare.py FILES REFERENCES [--sheet FOLDER] [--only FILE...]

FILES is the folder with the fonts, REFERENCES the folder that compare.sh filled. A
character is drawn in both fonts, blurred, and laid over the other: `own` is how much
of the ink agrees (0 to 1), `best` how much agrees with the character of the reference
that is most like it. What agrees with no reference is printed, one a line:

    FILE  U+CODE  own  best  BEST-CHARACTER

and fails the run, but for those of looked-at.tsv, which were compared by eye: another
form of the same character (a variant, another country's form, a mark drawn lower), not
another character. --sheet draws what is printed, with its references, as pictures.
"""
import argparse
import glob
import gzip
import os
import struct
import sys
import unicodedata
import zlib

import freetype
import numpy as np

SIZE, PAD = 32, 6  # pixels of an em, and round it
SIDE = SIZE + 2 * PAD
ENOUGH = 0.70  # a Han character of which less agrees is looked at,
ENOUGH_MARK = 0.72  # or of marks and letters, which are little ink
AHEAD = 0.02  # what another character may be more alike: 未 and 末 in another style

# Faces with which each is compared: of its own class first. None is a source of ours.
SONG = ["BabelStoneHan.ttf", "TW-Sung-98_1.ttf", "TW-Sung-Ext-B-98_1.ttf", "TW-Sung-Plus-98_1.ttf"]
KAI = ["TW-Kai-98_1.ttf", "TW-Kai-Ext-B-98_1.ttf", "TW-Kai-Plus-98_1.ttf"]
SANS, SERIF = ["NotoSansCJK-Regular.ttc#2"], ["NotoSerifCJK-Regular.ttc#2"]
OTHER = ["DejaVuSans.ttf", "DejaVuSerif.ttf", "unifont.otf", "unifont_upper.otf"]
AGAINST = {
    "song.ttf": SONG + ["FandolSong-Regular.otf"] + SANS + OTHER,
    "title.ttf": ["FandolSong-Bold.otf"] + SONG + SANS + OTHER,
    "hei.ttf": ["FandolHei-Bold.otf"] + SERIF + SONG + OTHER,
    "kai.ttf": ["LXGWWenKai-Light.ttf"] + KAI + SERIF + SONG + OTHER,
    "fang.ttf": ["LXGWWenKai-Light.ttf"] + SERIF + KAI + SONG + OTHER,
    "wenkai.ttf": KAI + SERIF + SONG,
    "rare": SONG + KAI + SERIF + OTHER,
}


class Drawn:
    """The characters of a font as drawn, each a row of numbers."""

    def __init__(self, data, index=0):
        self.face = freetype.Face(data, index=index)
        self.face.set_pixel_sizes(0, SIZE)
        self.runes = {r for r, g in self.face.get_chars() if g}

    def raster(self, rune):
        self.face.load_char(chr(rune), freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING)
        glyph, bitmap = self.face.glyph, self.face.glyph.bitmap
        out = np.zeros((SIDE, SIDE), np.float32)
        if not bitmap.width:
            return out
        ink = np.array(bitmap.buffer, np.float32).reshape(bitmap.rows, bitmap.pitch)[:, : bitmap.width] / 255
        # The em square's foot lies 0.12 em below the baseline; narrow ones stand in its middle.
        top = PAD + round(SIZE * 0.88) - glyph.bitmap_top
        left = PAD + glyph.bitmap_left + round((SIZE - glyph.advance.x / 64) / 2)
        y, x = max(0, top), max(0, left)
        ink = ink[y - top :, x - left :][: max(0, SIDE - y), : max(0, SIDE - x)]
        out[y : y + ink.shape[0], x : x + ink.shape[1]] = ink
        return out


def blur(a, sigma):
    reach = int(3 * sigma + 1)
    k = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    k /= k.sum()
    for axis in (1, 2):
        pad = [(0, 0)] * 3
        pad[axis] = (reach, reach)
        wide = np.pad(a, pad)
        a = sum(w * np.take(wide, range(i, i + SIDE), axis=axis) for i, w in enumerate(k))
    return a


def fitted(a):
    """The ink stretched to the whole square: styles differ in how much of it they fill."""
    ys, xs = np.nonzero(a.max(1) > 0.3)[0], np.nonzero(a.max(0) > 0.3)[0]
    if len(ys) < 2 or len(xs) < 2:
        return a
    y = np.linspace(ys[0], ys[-1], SIDE)
    x = np.linspace(xs[0], xs[-1], SIDE)
    return a[np.ix_(y.round().astype(int), x.round().astype(int))]


def strokes(a):
    """What strokes run where: the slopes of the ink in eight directions over 11 x 11 places."""
    a = blur(a, 1.0)
    dy, dx = np.gradient(a, axis=(1, 2))
    turn = np.arctan2(dy, dx) / (np.pi / 4)
    force = np.hypot(dx, dy)
    out = []
    for k in range(8):
        near = np.abs((turn - k + 4) % 8 - 4)
        part = force * np.clip(1 - near, 0, 1)
        part = part.reshape(len(a), SIDE // 4, 4, SIDE // 4, 4).sum((2, 4))
        for axis in (1, 2):  # and a little of the places beside
            wide = np.pad(part, [(0, 0)] + [(2, 2) if i == axis else (0, 0) for i in (1, 2)])
            n = part.shape[axis]
            part = sum(w * np.take(wide, range(i, i + n), axis=axis) for i, w in enumerate((1, 3, 4, 3, 1)))
        out.append(part.reshape(len(a), -1))
    return np.sqrt(np.concatenate(out, axis=1))


def rows(font, runes, fit):
    if fit:
        a = strokes(np.stack([fitted(font.raster(r)) for r in runes]))
        a = a - a.mean(1, keepdims=True)
    else:
        a = blur(np.stack([font.raster(r) for r in runes]), 1.3).reshape(len(runes), -1)
    return a / np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-6)


def han(r):
    return 0x3400 <= r < 0xA000 or 0xF900 <= r < 0xFB00 or 0x20000 <= r < 0x40000


def agreement(font, reference, runes):
    """own, best and its character, for each rune both have."""
    out = {}
    for fit in (True, False):
        some = [r for r in runes if han(r) == fit]
        for part in range(0, len(some), 4096):
            wanted = some[part : part + 4096]
            mine, theirs = rows(font, wanted, fit), rows(reference, wanted, fit)
            alike = mine @ theirs.T
            for i, r in enumerate(wanted):
                k = int(alike[i].argmax())
                out[r] = (float(alike[i, i]), float(alike[i, k]), wanted[k])
    return out


def right(r, own, best):
    return own >= (ENOUGH if han(r) else ENOUGH_MARK) and own >= best - AHEAD


def blank(r):
    return unicodedata.category(chr(r)) in ("Zs", "Cf", "Cc", "Zl", "Zp", "Mn", "Cn", "Co") or r in (0x3164, 0x115F, 0x1160, 0x2800)


def compare(name, data, references):
    """What does not agree: rune to (own, best, character); and what no reference has.

    A Han character agrees when it does with one reference: its strokes leave no doubt.
    Of a mark, which may be but a line, only the first two that have it are asked: some
    fonts raise ~ as these did.
    """
    font = Drawn(data)
    left = {r for r in font.runes if not blank(r)}
    alone, asked, found = set(left), {}, {}
    for ref in references:
        both = sorted(r for r in left & ref.runes if han(r) or asked.get(r, 0) < 2)
        if not both:
            continue
        for r, (own, best, other) in agreement(font, ref, both).items():
            alone.discard(r)
            asked[r] = asked.get(r, 0) + 1
            if right(r, own, best):
                left.discard(r)
                found.pop(r, None)
            elif r not in found or own > found[r][0]:
                found[r] = (own, best, other)
    return font, found, alone


def png(path, a):
    h, w = a.shape
    raw = b"".join(b"\0" + bytes(row) for row in (255 - 255 * np.clip(a, 0, 1)).astype(np.uint8))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def sheets(path, font, found, references, across=10, down=16):
    """Each as it is, then as up to three references have it."""
    runes = sorted(found)
    for n in range(0, len(runes), across * down):
        sheet = np.zeros((down * SIDE, across * 4 * SIDE + across), np.float32)
        for i, r in enumerate(runes[n : n + across * down]):
            y, x = i // across * SIDE, i % across * (4 * SIDE + 1)
            sheet[y : y + SIDE, x] = 0.5
            for k, f in enumerate([font] + [f for f in references if r in f.runes][:3]):
                sheet[y : y + SIDE, x + 1 + k * SIDE : x + 1 + (k + 1) * SIDE] = f.raster(r)
        png(f"{path}-{n // (across * down):02d}.png", sheet)


def load(folder, name):
    name, _, index = name.partition("#")
    paths = glob.glob(f"{folder}/**/{name}", recursive=True)
    return Drawn(paths[0], int(index or 0)) if paths else None


def looked_at():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "looked-at.tsv")
    out = set()
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#") and line.strip():
            file, runes, _ = line.split("\t")
            for part in runes.split():
                first, _, last = part.partition("-")
                out.update((file, r) for r in range(int(first, 16), int(last or first, 16) + 1))
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("files")
    a.add_argument("references")
    a.add_argument("--sheet")
    a.add_argument("--only", nargs="*")
    o = a.parse_args()
    known, loaded, failed = looked_at(), {}, 0
    names = [n for n in AGAINST if n != "rare"] + sorted("rare/" + os.path.basename(p) for p in glob.glob(f"{o.files}/rare/*.gz"))
    for name in names:
        if o.only and name not in o.only:
            continue
        refs = AGAINST["rare" if name.startswith("rare/") else name]
        for ref in refs:
            if ref not in loaded:
                loaded[ref] = load(o.references, ref)
        data = (gzip.open if name.endswith(".gz") else open)(f"{o.files}/{name}", "rb")
        references = [loaded[r] for r in refs if loaded[r]]
        font, found, alone = compare(name, data, references)
        new = {r: v for r, v in found.items() if (name, r) not in known}
        for r, (own, best, other) in sorted(new.items()):
            print(f"{name}\tU+{r:04X} {chr(r)}\t{own:.2f}\t{best:.2f}\t{chr(other)}")
        if o.sheet and new:
            sheets(f"{o.sheet}/{name.replace('/', '-')}", font, new, references)
        print(f"# {name}: {len(font.runes)} characters, {len(found)} looked at, {len(new)} of them new, {len(alone)} that no reference has", flush=True)
        failed += len(new)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
