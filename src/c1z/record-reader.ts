/**
 * Reads a record's fields one after the other (protobuf's wire format). By hand, because an artifact
 * has six grants for each of maybe a hundred thousand accounts, of which only some fields are wanted;
 * test/c1z/decode-resource.test.ts holds it against the generated messages.
 */

const wireTypes = { varint: 0, fixed64: 1, block: 2, fixed32: 5 } as const;

/** A reader of one record. Every method throws `Error` for what is cut off or no record. */
export class RecordReader {
  readonly #bytes: Buffer;
  #at = 0;
  #end: number;
  #wireType = 0;

  constructor(record: Uint8Array) {
    this.#bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
    this.#end = record.byteLength;
  }

  /**
   * Goes through the fields of the record, or of the message that it stands before: `read` takes the
   * field of a number with one of the methods below, or returns false to pass it over.
   */
  eachField(read: (field: number) => boolean): void {
    while (this.#at < this.#end) {
      const tag = this.#readSmall();
      this.#wireType = tag & 7;
      if (!read(tag >>> 3)) this.#skip();
    }
  }

  /** Goes through the fields of the message inside that it stands before. */
  eachInside(read: (field: number) => boolean): true {
    const outerEnd = this.#end;
    this.#end = this.#startBlock();
    this.eachField(read);
    this.#end = outerEnd;
    return true;
  }

  text(): string {
    const end = this.#startBlock();
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end;
    return text;
  }

  /** Returns text that is probably `expected`, without making it anew where it is, in ASCII. */
  likelyText(expected: string | undefined): string {
    const start = this.#at;
    const end = this.#startBlock();
    if (expected?.length === end - this.#at) {
      let at = 0;
      while (at < expected.length && this.#bytes[this.#at + at] === expected.charCodeAt(at)) at++;
      if (at === expected.length) {
        this.#at = end;
        return expected;
      }
    }
    this.#at = start;
    return this.text();
  }

  /** Returns bytes of the record itself, not a copy. */
  block(): Uint8Array {
    const end = this.#startBlock();
    const block = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return block;
  }

  truth(): boolean {
    return this.smallNumber() !== 0;
  }

  /** Returns a number of at most 32 bits, such as an enum's. */
  smallNumber(): number {
    if (this.#wireType !== wireTypes.varint) throw new Error("a field is of another type");
    return this.#readSmall();
  }

  #skip(): void {
    switch (this.#wireType) {
      case wireTypes.varint:
        while ((this.#byte() & 0x80) !== 0);
        return;
      case wireTypes.fixed64:
        this.#moveTo(this.#at + 8);
        return;
      case wireTypes.block:
        this.#moveTo(this.#startBlock());
        return;
      case wireTypes.fixed32:
        this.#moveTo(this.#at + 4);
        return;
      default:
        throw new Error("a field is of no type that a record has");
    }
  }

  /** Returns where the block ends that begins here, and stands at its first byte. */
  #startBlock(): number {
    if (this.#wireType !== wireTypes.block) throw new Error("a field is of another type");
    const length = this.#readSmall();
    const end = this.#at + length;
    if (end > this.#end) throw new Error("a record is cut off");
    return end;
  }

  #moveTo(at: number): void {
    if (at > this.#end) throw new Error("a record is cut off");
    this.#at = at;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined || this.#at >= this.#end) throw new Error("a record is cut off");
    this.#at += 1;
    return byte;
  }

  /** Of ten bytes, which a negative number has, the upper ones say nothing more. */
  #readSmall(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
    throw new Error("a number has too many bytes");
  }
}
