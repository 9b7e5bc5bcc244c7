"""Makes the fonts of this folder from their source packages.

    build.py SOURCES OUT [FILE...]

SOURCES is the folder that build.sh filled, OUT the folder the .ttf files go to;
with FILEs (or patterns, rare/*), only those are made.
Every file is written from scratch: outlines and widths of the wanted characters,
a cmap, the names and licence of its source, and nothing else (no hinting, no
layout tables, no vertical metrics). The same sources give the same bytes.
"""
import bz2
import fnmatch
import glob
import os
import sys

import zopfli.gzip
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SOURCES, OUT, WANTED = sys.argv[1], sys.argv[2], sys.argv[3:]


def find(pattern):
    (path,) = glob.glob(f"{SOURCES}/**/{pattern}", recursive=True)
    return path


def charset(codec, lead, trail):
    """The characters of a two-byte character set."""
    found = set()
    for a in lead:
        for b in trail:
            try:
                found.add(ord(bytes([a, b]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return {c for c in found if not 0xE000 <= c <= 0xF8FF}


def tgh():
    """通用规范汉字表: property kTGH of the Unihan database."""
    found = set()
    for path in glob.glob(f"{SOURCES}/**/Unihan_*.txt.bz2", recursive=True):
        for line in bz2.open(path, "rt", encoding="utf-8"):
            if "\tkTGH\t" in line:
                found.add(int(line.split("\t")[0][2:], 16))
    assert len(found) == 8105, len(found)
    return found


ASCII = set(range(0x20, 0x7F))
LATIN = ASCII | set(range(0xA0, 0x180)) | {0x2010, 0x2011, 0x2012, 0x2013, 0x2212}
GB2312 = charset("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
GBK = charset("gb18030", range(0x81, 0xFF), range(0x40, 0xFF))
TGH = tgh()
COMMON = LATIN | GB2312 | TGH | {0x20AC, 0xFFE5, 0x2022, 0x2027, 0x3007, 0x303C}

# Found by compare.py in both FandolFang and FandolKai: ￥ is drawn as ＄ and ￣ as -,
# ~ is raised, the others are their half-width forms, ～ raised and － short.
WRONG = {0x7E, 0xFF0A, 0xFF0D, 0xFF0F, 0xFF3C, 0xFF3E, 0xFF3F, 0xFF5E, 0xFFE3, 0xFFE5}


def private(rune):
    """A private-use character is a different sign in every font: none is right."""
    return 0xE000 <= rune <= 0xF8FF or rune >= 0xF0000


class Source:
    """A font to take glyphs from.

    join is how far, in thousandths of an em, its curves may move when short ones
    are joined: traced outlines and those cut from a variable font have many. 0
    leaves the outlines alone.
    """

    def __init__(self, pattern, join=0):
        self.font = TTFont(find(pattern), lazy=True)
        self.cmap = self.font.getBestCmap()
        self.glyphs = self.font.getGlyphSet()
        self.upm = self.font["head"].unitsPerEm
        self.cff = "CFF " in self.font
        self.join = join * self.upm / 1000

    def glyph(self, rune, upm):
        """The outline and width of a rune at another size of the em square."""
        name = self.cmap[rune] if rune else ".notdef"
        scale = upm / self.upm
        pen = out = TTGlyphPen(None)
        if scale != 1:
            out = TransformPen(out, (scale, 0, 0, scale, 0, 0))
        if self.join:
            out = Cu2QuPen(out, max_err=self.join / 2)
            out = Qu2CuPen(out, max_err=self.join, all_cubic=True)
        if self.cff:
            out = Cu2QuPen(out, max_err=self.upm / 1000, reverse_direction=True)
        # Components are taken apart: another font has other glyphs at their place.
        record = DecomposingRecordingPen(self.glyphs)
        self.glyphs[name].draw(record)
        record.replay(out)
        return pen.glyph(dropImpliedOnCurves=True), round(self.glyphs[name].width * scale)


def build(file, name, picks, upm=500, pack=False):
    """Writes one font. picks are (source, runes wanted from it), the first that has a rune gives it.

    pack compresses the file.
    """
    if WANTED and not any(fnmatch.fnmatch(file, w) for w in WANTED):
        return
    picks = [(source, wanted) for source, wanted in picks if wanted is None or wanted & set(source.cmap)]
    runes = {}
    os.makedirs(os.path.dirname(f"{OUT}/{file}"), exist_ok=True)
    for source, wanted in picks:
        for r in wanted if wanted is not None else source.cmap:
            if r in source.cmap and r >= 0x20 and not private(r):
                runes.setdefault(r, source)
    base = picks[0][0]
    order, glyphs, widths, cmap = [".notdef"], {}, {}, {}
    glyphs[".notdef"], widths[".notdef"] = base.glyph(0, upm)
    shared = {}
    for r, source in sorted(runes.items()):
        # Characters drawn by one glyph stay one glyph.
        key = (id(source), source.cmap[r])
        if key not in shared:
            g = f"u{r:X}"
            shared[key] = g
            order.append(g)
            glyphs[g], widths[g] = source.glyph(r, upm)
        cmap[r] = shared[key]
    old = base.font
    fb = FontBuilder(upm, isTTF=True)
    fb.setupGlyphOrder(order)
    fb.setupCharacterMap(cmap)
    fb.setupGlyf(glyphs)
    fb.setupHorizontalMetrics({g: (widths[g], getattr(glyphs[g], "xMin", 0) or 0) for g in order})
    k = upm / base.upm
    ascent, descent = (round(v * k) for v in (880 / 1000 * base.upm, -120 / 1000 * base.upm))
    fb.setupHorizontalHeader(ascent=ascent, descent=descent)
    names = {"familyName": name, "styleName": "Regular", "psName": name.replace(" ", ""), "fullName": name}
    used = [s for s, _ in picks if any(v is s for v in runes.values())]
    for field, number in (("copyright", 0), ("licenseDescription", 13), ("licenseInfoURL", 14)):
        texts = dict.fromkeys(filter(None, (s.font["name"].getDebugName(number) for s in used)))
        if texts:
            names[field] = " / ".join(texts)
    fb.setupNameTable(names, mac=False)
    fb.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent,
                fsType=old["OS/2"].fsType, usWeightClass=old["OS/2"].usWeightClass)
    fb.setupPost(keepGlyphNames=False)
    fb.font["head"].created = fb.font["head"].modified = 0
    fb.font.recalcTimestamp = False
    fb.font.save(f"{OUT}/{file}", reorderTables=True)
    if pack:
        with open(f"{OUT}/{file}", "rb") as f, open(f"{OUT}/{file}.gz", "wb") as g:
            g.write(zopfli.gzip.compress(f.read(), numiterations=5))
        os.remove(f"{OUT}/{file}")
    print(f"{file}: {len(cmap)} characters, {len(order)} glyphs")


def main():
    serif = Source("NotoSerifSC_400Regular.ttf", join=2)
    bold = Source("NotoSerifSC_700Bold.ttf", join=2)
    sans = Source("NotoSansSC_500Medium.ttf", join=2)
    fang = Source("FandolFang-Regular.otf", join=5)
    kai = Source("FandolKai-Regular.otf", join=5)
    fandol = Source("FandolSong-Regular.otf", join=5)
    wenkai = Source("LXGWWenKai-Light.ttf")
    hana = Source("HanaMinB.ttf")
    extra = Source("HanaMinA.ttf")
    symbols = Source("NotoSansSymbols2-Regular.ttf")
    yi = Source("NotoSansYi-Regular.ttf")
    korean = Source("NanumMyeongjo.ttf", join=5)

    # 256 units to the em, as 宋体 and 仿宋_GB2312 of Windows have.
    song = {r for r in serif.cmap if not 0x3400 <= r < 0xA000} | COMMON
    build("song.ttf", "Nianbao Song", [(serif, song)], upm=256)
    build("title.ttf", "Nianbao Title", [(bold, COMMON)])
    build("hei.ttf", "Nianbao Hei", [(sans, COMMON)])
    # The figures of FandolSong stand better beside 仿宋 than its own heavy ones, and
    # beside 楷体 as in the text below it; the ellipsis of FandolKai is evenly spaced.
    latin = [(fandol, LATIN - WRONG), (kai, {0x2026})]
    build("fang.ttf", "Nianbao Fang", [*latin, (fang, COMMON - WRONG)], upm=256)
    build("kai.ttf", "Nianbao Kai", [*latin, (kai, COMMON - WRONG)], upm=256)
    # What 通用规范汉字表 has beyond both, and what both draw wrong. A file of its own:
    # another licence.
    build("wenkai.ttf", "Nianbao WenKai", [(wenkai, TGH - (set(fang.cmap) & set(kai.cmap)) | WRONG)], upm=256)
    for font in (song, bold.cmap, sans.cmap, {*fang.cmap, *wenkai.cmap}, {*kai.cmap, *wenkai.cmap}):
        assert TGH <= set(font), "a role lacks characters of 通用规范汉字表"
    # What is in none of these, a file for 4,096 code points: one is unpacked in little time.
    # Yi and Korean need no shaping; Tibetan, Uyghur and Mongolian would.
    signs = {r for r in symbols.cmap if 0x2000 <= r < 0x2C00 or 0x1F300 <= r < 0x1F700}
    minority = {r for r in yi.cmap if 0xA000 <= r < 0xA4D0} | {r for r in korean.cmap if 0xAC00 <= r < 0xD7A4}
    rare = {*serif.cmap, *extra.cmap, *hana.cmap, *(r for r in wenkai.cmap if r >= 0x30000), *signs, *minority} - song
    rare = {r for r in rare if not private(r)}
    for block in sorted({r >> 12 for r in rare}):
        wanted = {r for r in rare if r >> 12 == block}
        build(f"rare/{block:02x}.ttf", f"Nianbao Rare {block:02X}",
              [(s, wanted) for s in (serif, extra, hana, wenkai, symbols, yi, korean)], upm=256, pack=True)


if __name__ == "__main__":
    main()
