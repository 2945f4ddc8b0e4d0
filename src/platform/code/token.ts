/**
 * What the QR of a Zhongyang code says, and every reason why it is not accepted. Pure: the instant is an argument; the
 * same file runs on the server and in a window's browser whose network is down.
 *
 * `ZY1` and 93 bytes in base32: letters and digits only, so that a QR keeps them short (version 6 at level M, which old
 * scanners read) and a scanner that types survives capitals lock and a Chinese input method. No name and no number is in it.
 *
 *   byte  0      1 for a person, 2 for a firm
 *         1–3    county, six digits as a number
 *         4–7    first bytes of the id of the key that signed
 *         8–11   second (Unix) at which it was made
 *         12     seconds that it lives, at most 60
 *         13–24  its own id, random
 *         25–28  tie to the session that shows it
 *         29–92  SM2 signature r‖s (GB/T 32918.2) over `ZY1` and bytes 0–28
 */
import { sm2Verify } from '../crypto/pure.ts';

/** security.md: at most 60 seconds. */
export const longestSeconds = 60;
/** Clocks of machines differ a little; a code from further ahead is not believed. */
const earliestSeconds = 10;

export const holderKinds = ['person', 'firm'] as const;
export type HolderKind = (typeof holderKinds)[number];

export interface Token {
  kind: HolderKind;
  county: string;
  /** First eight hex digits of the key's id. */
  key: string;
  /** Unix seconds. */
  from: number;
  seconds: number;
  /** 24 hex digits. */
  id: string;
  /** 8 hex digits. */
  session: string;
}

const mark = 'ZY1';
const bodyLength = 29;
const length = bodyLength + 64;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Characters of a whole code, mark and all. */
export const tokenLength = mark.length + Math.ceil((length * 8) / 5);

function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters[(held << (5 - bits)) & 31] : text;
}

/** Null for a character that is none, and for left-over bits that are not nought: one code has one spelling. */
function bytesOf(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const c of text) {
    const value = letters.indexOf(c);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return held === 0 ? Uint8Array.from(bytes) : null;
}

const hex = (bytes: Uint8Array) => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
const fromHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
const message = (body: Uint8Array) => Uint8Array.from([...new TextEncoder().encode(mark), ...body]);

/** The text of the QR. `sign` gives r‖s in hex. */
export function makeToken(t: Token, sign: (message: Uint8Array) => string): string {
  const body = new Uint8Array(bodyLength);
  const view = new DataView(body.buffer);
  // The county's first byte is always nought (999999 < 2²⁴), so that the kind may stand in its place.
  view.setUint32(0, Number(t.county));
  body[0] = holderKinds.indexOf(t.kind) + 1;
  body.set(fromHex(t.key), 4);
  view.setUint32(8, t.from);
  body[12] = t.seconds;
  body.set(fromHex(t.id), 13);
  body.set(fromHex(t.session), 25);
  return mark + base32(Uint8Array.from([...body, ...fromHex(sign(message(body)))]));
}

/** What a scanner or a person may put around it: spaces, small letters, full-width letters. */
const tidy = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

/** Whether it was meant as a Zhongyang code at all: no number of a person, a firm or a case begins so. */
export const looksLikeCode = (text: string): boolean => /^ZY\d[A-Z2-7]{20,}$/.test(tidy(text));

/** Why a code is not accepted. */
export const tokenFaults = {
  form: '这不是中阳码，或没有扫完整',
  version: '这是新版本的中阳码，本系统还不认识',
  foreign: '这是别的县的码，本县不能用',
  key: '这个码不是本县现有的密钥签发的',
  altered: '这个码被改动过或没有扫准，签名对不上',
  early: '这个码的时间还没有到',
  expired: '这个码已过期',
} as const;
export type TokenFault = keyof typeof tokenFaults;

export interface PublicKey {
  /** UUID. */
  id: string;
  publicKey: string;
}

export interface Trust {
  county: string;
  keys: readonly PublicKey[];
  /** Milliseconds (Unix). */
  now: number;
}

export type Checked = { holds: true; token: Token } | { holds: false; faults: TokenFault[]; token?: Token };

/** The fields of a code, whether or not they can be believed; null: it has not even the form. */
function readToken(text: string): { token: Token; body: Uint8Array; signature: string } | null {
  if (text.length !== tokenLength || !text.startsWith(mark)) return null;
  const bytes = bytesOf(text.slice(mark.length));
  const kind = bytes ? holderKinds[bytes[0]! - 1] : undefined;
  if (!bytes || !kind) return null;
  const body = bytes.slice(0, bodyLength);
  const view = new DataView(body.buffer);
  const token: Token = {
    kind,
    county: String(view.getUint32(0) & 0xff_ffff).padStart(6, '0'),
    key: hex(body.slice(4, 8)),
    from: view.getUint32(8),
    seconds: body[12]!,
    id: hex(body.slice(13, 25)),
    session: hex(body.slice(25, 29)),
  };
  return { token, body, signature: hex(bytes.slice(bodyLength)) };
}

/** Every reason at once; a code whose signature does not hold says nothing else that is worth telling. */
export function checkToken(text: string, trust: Trust): Checked {
  const tidied = tidy(text);
  if (/^ZY\d/.test(tidied) && !tidied.startsWith(mark)) return { holds: false, faults: ['version'] };
  const read = readToken(tidied);
  if (!read) return { holds: false, faults: ['form'] };
  const { token, body, signature } = read;
  if (token.county !== trust.county) return { holds: false, faults: ['foreign'] };
  const keys = trust.keys.filter(k => k.id.startsWith(token.key));
  if (keys.length === 0) return { holds: false, faults: ['key'] };
  if (!keys.some(k => sm2Verify(message(body), signature, k.publicKey))) return { holds: false, faults: ['altered'] };
  const faults: TokenFault[] = [];
  const seconds = trust.now / 1000;
  if (token.from > seconds + earliestSeconds) faults.push('early');
  if (seconds >= token.from + Math.min(token.seconds, longestSeconds)) faults.push('expired');
  return faults.length > 0 ? { holds: false, faults, token } : { holds: true, token };
}
