/**
 * A picture without what its camera wrote beside it: position, time, owner, previews. Only the parts that make the image are copied,
 * byte by byte, so nothing unknown comes along; what cannot be taken apart is null. Which way up it is stays. Pure.
 */

/** Of JPEG, PNG or WebP by its bytes; anything else, animations too, is null. */
export function withoutMetadata(bytes: Buffer): Buffer | null {
  try {
    if (bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
    if (bytes.subarray(0, 8).equals(pngHead)) return png(bytes);
    if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webp(bytes);
  } catch (error) {
    // A length that points behind the end.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

const part = (bytes: Buffer, from: number, to: number): Buffer => {
  if (to > bytes.length || to <= from) throw new RangeError('cut short');
  return bytes.subarray(from, to);
};

/** Orientation, from the first directory of EXIF; 1 is upright. */
function orientationOf(exif: Buffer): number {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return 1;
  const tiff = exif.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let i = 0; i < u16(first); i++) {
    const at = first + 2 + i * 12;
    if (u16(at) === 0x0112) return u16(at + 8);
  }
  return 1;
}

/** An EXIF segment that says which way up and nothing else. */
const turned = (orientation: number) =>
  Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 34]),
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1'),
    Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0]),
  ]);

function jpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let orientation = 1;
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      // What follows the end (a second picture, a film) is left out.
      const turn = orientation > 1 && orientation <= 8 ? [turned(orientation)] : [];
      return Buffer.concat([bytes.subarray(0, 2), ...turn, ...kept, Buffer.from([0xff, 0xd9])]);
    }
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    const segment = part(bytes, at, end);
    if (marker === 0xe1) {
      try {
        if (orientation === 1) orientation = orientationOf(segment.subarray(4));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
    if (marker === 0xda) {
      // The image itself: up to the next marker that is neither a stuffed byte nor a restart.
      while (end < bytes.length && !(bytes[end] === 0xff && bytes[end + 1] !== 0 && !(bytes[end + 1]! >= 0xd0 && bytes[end + 1]! <= 0xd7))) end++;
      kept.push(part(bytes, at, end));
    } else if (keptSegment(marker, segment)) kept.push(segment);
    at = end;
  }
  return null;
}

/** Tables, frames, restart intervals; of the application's segments the colour profile and Adobe's colour transform. JFIF may hold a preview. */
const keptSegment = (marker: number, segment: Buffer): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) ||
  marker === 0xdb ||
  marker === 0xdd ||
  (marker === 0xe2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE') ||
  (marker === 0xee && segment.toString('latin1', 4, 9) === 'Adobe');

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT']);

function png(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [pngHead];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (pngKept.has(name)) kept.push(part(bytes, at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);

function webp(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  const stop = 8 + bytes.readUInt32LE(4);
  let image = false;
  for (let at = 12; at + 8 <= stop; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const name = bytes.toString('latin1', at, at + 4);
    if (name === 'ANIM' || name === 'ANMF') return null;
    if (webpKept.has(name)) {
      const chunk = Buffer.from(part(bytes, at, end));
      // The flags that EXIF and XMP follow.
      if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8);
      if (name.startsWith('VP8') && name !== 'VP8X') image = true;
      kept.push(chunk);
    }
    at = end;
  }
  if (!image) return null;
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
