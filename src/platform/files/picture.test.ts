/** Pictures lose what the camera wrote, keep what makes the image, and are refused where that cannot be told apart. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from './index.ts';

const b = (...parts: (string | number | Buffer | number[])[]) =>
  Buffer.concat(parts.map(p => (typeof p === 'string' ? Buffer.from(p, 'latin1') : typeof p === 'number' ? Buffer.from([p]) : Buffer.from(p))));
const segment = (marker: number, body: Buffer) => b([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);
const exif = (little: boolean, orientation: number) =>
  little
    ? b('Exif\0\0II*\0\x08\0\0\0\x02\0', [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0], [0x25, 0x88, 4, 0, 1, 0, 0, 0, 0x26, 0, 0, 0], 'GPS37.34N111.18E')
    : b('Exif\0\0MM\0*\0\0\0\x08\0\x01', [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], 'GPS37.34N111.18E');
const tables = segment(0xdb, b('tables'));
const frame = segment(0xc0, b('frame'));
const scan = b(segment(0xda, b('scan')), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
const jpeg = (...extra: Buffer[]) => b([0xff, 0xd8], ...extra, tables, frame, scan, [0xff, 0xd9], 'second picture GPS');

const chunk = (name: string, body: Buffer) => {
  const out = b([0, 0, 0, 0], name, body, [0, 0, 0, 0]);
  out.writeUInt32BE(body.length, 0);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
};
const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const riff = (name: string, body: Buffer) => {
  const out = b(name, [0, 0, 0, 0], body, body.length % 2 ? [0] : []);
  out.writeUInt32LE(body.length, 4);
  return out;
};
const webp = (...chunks: Buffer[]) => {
  const body = b('WEBP', ...chunks);
  return b(riff('RIFF', body));
};

describe('a JPEG', () => {
  it('loses position, comments, previews and what follows its end; the image stays byte by byte', () => {
    const out = withoutMetadata(
      jpeg(segment(0xe0, b('JFIF preview')), segment(0xe1, exif(false, 1)), segment(0xed, b('Photoshop')), segment(0xfe, b('by me'))),
    )!;
    expect(out).toEqual(b([0xff, 0xd8], tables, frame, scan, [0xff, 0xd9]));
  });
  it.each([true, false])('stays the right way up (little-endian: %s)', little => {
    const out = withoutMetadata(jpeg(segment(0xe1, exif(little, 6))))!;
    expect(out.includes('GPS')).toBe(false);
    // Read again, it says the same, and nothing but that.
    expect(withoutMetadata(out)).toEqual(out);
    expect(out.subarray(2, 4)).toEqual(Buffer.from([0xff, 0xe1]));
    expect(out.subarray(6, 38)).toEqual(b('Exif\0\0MM\0*\0\0\0\x08\0\x01', [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], [0, 0, 0, 0]));
  });
  it('keeps its colours', () => {
    const colours = [segment(0xe2, b('ICC_PROFILE\0\x01\x01x')), segment(0xee, b('Adobe\0d'))];
    expect(withoutMetadata(jpeg(...colours))).toEqual(b([0xff, 0xd8], ...colours, tables, frame, scan, [0xff, 0xd9]));
    expect(withoutMetadata(jpeg(segment(0xe2, b('MPF\0second'))))!.includes('MPF')).toBe(false);
  });
});

it('a PNG keeps its image and nothing that was written beside it', () => {
  const image = [chunk('IHDR', Buffer.alloc(13)), chunk('IDAT', deflateSync(Buffer.alloc(4)))];
  const end = chunk('IEND', Buffer.alloc(0));
  const out = withoutMetadata(b(pngHead, image[0]!, chunk('eXIf', exif(true, 1)), chunk('tEXt', b('Author\0me')), image[1]!, end, 'GPS'));
  expect(out).toEqual(b(pngHead, ...image, end));
});

it('a WebP loses EXIF and XMP with their flags', () => {
  const out = withoutMetadata(webp(riff('VP8X', b([0x2c], Buffer.alloc(9))), riff('VP8 ', b('abc')), riff('EXIF', exif(true, 1)), riff('XMP ', b('<x/>'))));
  expect(out).toEqual(webp(riff('VP8X', b([0x20], Buffer.alloc(9))), riff('VP8 ', b('abc'))));
});

it.each([
  ['a JPEG cut short', jpeg().subarray(0, 30)],
  ['a JPEG whose segment points behind its end', b([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], 'x')],
  ['a PNG without an end', b(pngHead, chunk('IHDR', Buffer.alloc(13)))],
  ['an animation', webp(riff('VP8X', b([2], Buffer.alloc(9))), riff('ANIM', Buffer.alloc(6)), riff('VP8 ', b('abc')))],
  ['a WebP without an image', webp(riff('EXIF', exif(true, 1)))],
  ['a HEIC', b([0, 0, 0, 24], 'ftypheic')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused', (_, bytes) => expect(withoutMetadata(bytes)).toBeNull());
