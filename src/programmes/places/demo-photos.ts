/** Photos of the demo county's places: drawn, because no real house of the county may stand for an invented one. */
import { crc32, deflateSync } from 'node:zlib';

const [width, height] = [640, 480];
type Colour = readonly [number, number, number];

const chunk = (name: string, body: Buffer): Buffer => {
  const out = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)]);
  out.writeUInt32BE(body.length, 0);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
};

/** A PNG of the colours of a palette. */
function png(colours: readonly Colour[], at: (x: number, y: number) => number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = at(x, y);
  const parts = [
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

const within = (x: number, y: number, left: number, top: number, right: number, bottom: number) => x >= left && x < right && y >= top && y < bottom;

/** A house from the street: sky, hill, wall, windows, door, and the ramp on its right. */
export function drawnFront(n: number): Buffer {
  const wall: Colour = [226 - n * 7, 205 - n * 3, 172 + n * 5];
  const colours: Colour[] = [[198, 221, 238], [143, 166, 128], wall, [104, 128, 150], [122, 84, 60], [178, 174, 166], [150, 46, 40], [205, 200, 190]];
  return png(colours, (x, y) => {
    if (y >= 400) return 5;
    // The ramp rises to the door's step.
    if (y >= 400 - Math.max(0, 40 - (x - 380) / 4) && x >= 380 && x < 540) return 7;
    if (within(x, y, 270, 250, 370, 400)) return 4;
    if (within(x, y, 230, 200, 410, 236)) return 6;
    if (within(x, y, 70, 140, 570, 400)) {
      const window =
        (x - 70) % 100 >= 24 &&
        (x - 70) % 100 < 76 &&
        (within(x, y, 70, 165, 230, 220) || within(x, y, 410, 165, 570, 220) || (y >= 270 && y < 340 && (x < 230 || x >= 410)));
      return window ? 3 : 2;
    }
    return y > 210 + 60 * Math.sin((x + n * 90) / 110) ? 1 : 0;
  });
}

/** A counter with its screens and the chairs before it. */
export function drawnCounter(n: number): Buffer {
  const colours: Colour[] = [
    [238, 236, 230],
    [186 - n * 6, 150, 110 + n * 6],
    [70, 90, 110],
    [203, 214, 222],
    [60, 108, 150],
    [214, 206, 194],
  ];
  return png(colours, (x, y) => {
    if (within(x, y, 40, 60, 600, 110)) return 4;
    if ((x - 60) % 140 < 80 && x >= 60 && x < 580 && y >= 190 && y < 250) return 2;
    if (within(x, y, 20, 250, 620, 350)) return y < 264 ? 3 : 1;
    if (y >= 350) return (x - 90) % 140 < 60 && x >= 90 && x < 580 && y >= 380 && y < 440 ? 4 : 5;
    return 0;
  });
}
