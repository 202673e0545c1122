/**
 * Reads a record's fields in order (protobuf's wire format). It is written by hand for speed: an
 * artifact may have six grants for each of a hundred thousand accounts, and only some fields are
 * needed. test/c1z/protobuf/decode-resource.test.ts compares it with the generated messages.
 */

const wireTypes = { varint: 0, fixed64: 1, block: 2, fixed32: 5 } as const;

/**
 * Reads one record. `next` goes to a field, and one of the other methods reads its value; a field
 * that is not read is skipped. Every method throws `Error` for truncated or invalid data.
 */
export class RecordReader {
  readonly #bytes: Buffer;
  #at = 0;
  #end: number;
  #field = 0;
  #wireType = 0;
  #taken = true;

  constructor(record: Uint8Array) {
    this.#bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
    this.#end = record.byteLength;
  }

  /** The number of the field that `next` went to. */
  get field(): number {
    return this.#field;
  }

  /** Goes to the next field. Returns false at the end of the record, or of the nested message. */
  next(): boolean {
    if (!this.#taken) this.#skip();
    if (this.#at >= this.#end) return false;
    const tag = this.#readSmall();
    this.#field = tag >>> 3;
    this.#wireType = tag & 7;
    this.#taken = false;
    return true;
  }

  /** Makes `next` go through the nested message to its end. Pass the returned value to `leave`. */
  enter(): number {
    const outerEnd = this.#end;
    this.#end = this.#startBlock();
    return outerEnd;
  }

  leave(outerEnd: number): void {
    this.#end = outerEnd;
  }

  text(): string {
    const end = this.#startBlock();
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end;
    return text;
  }

  /**
   * Reads text that is probably `expected`. If it is, and is ASCII, returns `expected` itself
   * instead of a new string.
   */
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

  /** Returns bytes that share the record's memory. */
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
    this.#taken = true;
    return this.#readSmall();
  }

  #skip(): void {
    this.#taken = true;
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
        throw new Error("a field has a type that no record uses");
    }
  }

  /** Reads a block's length, moves to its first byte, and returns where the block ends. */
  #startBlock(): number {
    if (this.#wireType !== wireTypes.block) throw new Error("a field is of another type");
    const length = this.#readSmall();
    const end = this.#at + length;
    if (end > this.#end) throw new Error("a record is cut off");
    this.#taken = true;
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

  /** A negative number has ten bytes. Its upper bytes carry no information for a 32-bit number. */
  #readSmall(): number {
    const first = this.#bytes[this.#at];
    if (first !== undefined && first < 0x80 && this.#at < this.#end) {
      this.#at += 1;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
    throw new Error("a number has too many bytes");
  }
}
