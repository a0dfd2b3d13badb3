"""Photos for the sample portal: quiet little scenes, drawn line by line and written as PNG."""

import math
import random
import struct
import zlib
from collections.abc import Callable

WIDTH, HEIGHT = 480, 300
Colour = tuple[int, int, int]
Span = tuple[float, float]
Shape = tuple[Colour, Callable[[float], list[Span]]]

# Sky above, sky below, far things, near things.
PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((214, 226, 232), (246, 238, 226), (158, 174, 182), (58, 74, 86)),
    ((232, 220, 204), (250, 244, 234), (190, 164, 138), (92, 66, 52)),
    ((204, 220, 212), (240, 244, 232), (140, 166, 152), (44, 76, 68)),
    ((222, 216, 230), (248, 240, 240), (168, 156, 182), (68, 58, 88)),
    ((196, 212, 228), (236, 240, 244), (128, 150, 176), (36, 56, 84)),
    ((238, 214, 200), (252, 242, 228), (204, 150, 124), (112, 58, 48)),
)


def _box(left: float, top: float, width: float, height: float) -> Callable[[float], list[Span]]:
    return lambda y: [(left, left + width)] if top <= y < top + height else []


def _oval(x: float, y0: float, across: float, high: float) -> Callable[[float], list[Span]]:
    def spans(y: float) -> list[Span]:
        rest = 1 - ((y - y0) / high) ** 2
        reach = across * math.sqrt(rest) if rest > 0 else 0
        return [(x - reach, x + reach)] if reach else []

    return spans


def _slope(left: float, right: float, top: float, foot: float) -> Callable[[float], list[Span]]:
    """A right-angled roof: upright at `right`, falling to `left`."""

    def spans(y: float) -> list[Span]:
        if not top <= y < foot:
            return []
        return [(right - (right - left) * (y - top) / (foot - top), right)]

    return spans


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def _portrait(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    x = dice.uniform(170, 310)
    skin = _mix(near, (236, 200, 172), 0.8)
    window = dice.uniform(20, 320)
    shapes: list[Shape] = [(_mix(far, (255, 255, 255), 0.45), _box(window, 30, 130, 150))]
    shapes += [(far, _box(window + 62, 30, 5, 150)), (far, _box(0, 232, WIDTH, 68))]
    hair = dice.choice((44, 50, 58))
    shapes += [(_mix(near, (20, 16, 16), 0.6), _oval(x, 112, 50, hair))]
    shapes += [(skin, _box(x - 16, 150, 32, 40)), (near, _oval(x, 300, 118, 122))]
    shapes += [(skin, _oval(x, 122, 41, 50)), (_mix(near, far, 0.5), _oval(x, 190, 30, 14))]
    return shapes


def _factory(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [(far, _box(0, 200, WIDTH, 100)), (far, _box(390, 60, 22, 150))]
    roof = dice.choice((60, 80, 96))
    for n in range(math.ceil(WIDTH / roof)):
        shapes.append((_mix(far, near, 0.55), _slope(n * roof, (n + 1) * roof, 130, 190)))
    shapes.append((near, _box(0, 190, WIDTH, 80)))
    glow = _mix(near, (255, 226, 160), 0.7)
    shapes += [(glow, _box(18 + n * 44, 212, 26, 22)) for n in range(11) if dice.random() < 0.7]
    return shapes


def _warehouse(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [(far, _box(0, 40, WIDTH, 260))]
    for shelf in range(4):
        foot = 102 + shelf * 58
        left = 12.0
        while left < WIDTH - 40:
            width, high = dice.uniform(22, 52), dice.uniform(20, 44)
            card = _mix((206, 168, 120), near, dice.uniform(0.05, 0.5))
            shapes.append((card, _box(left, foot - high, width, high)))
            left += width + dice.uniform(2, 16)
        shapes.append((near, _box(0, foot, WIDTH, 6)))
    return shapes + [(near, _box(x, 40, 6, 260)) for x in (0, 156, 318, 474)]


def _cloth(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [(near, _box(0, 24, WIDTH, 8))]
    left = 8.0
    while left < WIDTH - 30:
        width = dice.uniform(34, 74)
        hue = _mix(far, dice.choice(((196, 92, 74), (68, 112, 140), (222, 186, 110), near)), 0.65)
        long = dice.uniform(170, 250)
        shapes.append((hue, _box(left, 28, width, long)))
        shapes.append((_mix(hue, (255, 255, 255), 0.22), _box(left + width * 0.3, 28, 7, long)))
        shapes.append((_mix(hue, (0, 0, 0), 0.16), _box(left + width * 0.72, 28, 9, long)))
        left += width + dice.uniform(2, 9)
    return shapes


def _water(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [(_mix(far, near, 0.3), _box(0, 150, WIDTH, 150))]
    for n in range(3):
        x, dye = 84 + n * 156, dice.choice(((52, 96, 142), (150, 62, 70), (64, 130, 116)))
        shapes += [(near, _box(x - 66, 196, 132, 84)), (near, _oval(x, 280, 66, 16))]
        shapes += [(_mix(near, far, 0.5), _oval(x, 196, 66, 20)), (dye, _oval(x, 198, 58, 15))]
    return [*shapes, (near, _box(0, 92, WIDTH, 10)), (near, _box(84, 92, 10, 84))]


def _port(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [(_mix(far, (255, 255, 255), 0.3), _box(0, 214, WIDTH, 86))]
    for x in (90, 250, 400):
        shapes += [(far, _box(x, 60, 9, 154)), (far, _box(x - 70, 76, 150, 8))]
    for column in range(9):
        for row in range(dice.randint(1, 3)):
            hue = _mix(near, dice.choice(((196, 92, 74), (68, 122, 150), (212, 170, 90))), 0.6)
            shapes.append((hue, _box(24 + column * 49, 190 - row * 25, 46, 23)))
    return [*shapes, (near, _box(10, 213, 460, 18)), (near, _slope(-14, 34, 231, 250))]


def _field(far: Colour, near: Colour, dice: random.Random) -> list[Shape]:
    shapes: list[Shape] = [
        (far, _oval(120, 240, 260, 70)),
        (_mix(far, near, 0.3), _oval(400, 250, 240, 60)),
    ]
    shapes.append((_mix(far, near, 0.55), _box(0, 216, WIDTH, 84)))
    for _ in range(90):
        y = dice.uniform(218, 296)
        size = 1.5 + (y - 210) / 16
        shapes.append(((250, 248, 240), _oval(dice.uniform(0, WIDTH), y, size * 1.3, size)))
    return shapes


SCENES = {
    "portrait": _portrait,
    "factory": _factory,
    "warehouse": _warehouse,
    "cloth": _cloth,
    "water": _water,
    "port": _port,
    "field": _field,
}


def _paint(row: bytearray, spans: list[Span], colour: Colour) -> None:
    for left, right in spans:
        start, end = max(0, round(left)), min(WIDTH, round(right))
        if start < end:
            row[3 * start : 3 * end] = bytes(colour) * (end - start)
            for edge in (start, end - 1):
                _soften(row, edge)


def _soften(row: bytearray, x: int) -> None:
    """Lessen the step at a shape's edge, so that slopes do not look cut with pinking shears."""
    if 0 < x < WIDTH - 1:
        for n in range(3 * x, 3 * x + 3):
            row[n] = (row[n - 3] + row[n] + row[n + 3]) // 3


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(scene: str, seed: str) -> bytes:
    """A 480 x 300 PNG of one of SCENES; the same seed always gives the same picture."""
    dice = random.Random(seed)
    above, below, far, near = dice.choice(PALETTES)
    shapes = SCENES[scene](far, near, dice)
    rows = bytearray()
    for y in range(HEIGHT):
        row = bytearray(bytes(_mix(above, below, y / HEIGHT)) * WIDTH)
        for colour, spans_at in shapes:
            _paint(row, spans_at(y), colour)
        rows += b"\0" + row
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def pixels(image: bytes) -> bytes:
    """The picture of a PNG made here: compressors differ between machines, pictures do not."""
    start = image.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", image[start - 8 : start - 4])
    return zlib.decompress(image[start : start + length])
