/** What a read answers with where a file is wanted: a printable document, a table. Leaves as an attachment. */
export class Download {
  readonly type: string;
  /** With its ending; Chinese is fine. */
  readonly name: string;
  readonly bytes: Buffer;

  constructor(type: string, name: string, bytes: Buffer) {
    this.type = type;
    this.name = name;
    this.bytes = bytes;
  }
}
