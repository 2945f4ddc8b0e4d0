/** What a read answers with where a file is wanted: a printable document, a table, a picture. Leaves as an attachment. */
export class Download {
  readonly type: string;
  /** With its ending; Chinese is fine. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Seconds for which anybody may keep a copy: only of what everybody may see and what never changes at its address. */
  readonly keep: number | null;

  constructor(type: string, name: string, bytes: Buffer, keep: number | null = null) {
    this.type = type;
    this.name = name;
    this.bytes = bytes;
    this.keep = keep;
  }
}
