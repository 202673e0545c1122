/**
 * Reads a record's fields one after the other (protobuf's wire format). By hand, because an artifact
 * has six grants for each of maybe a hundred thousand accounts, of which only some fields are wanted;
 * test/c1z/decode-resource.test.ts holds it against the generated messages.
 */

const wireTypes = { varint: 0, fixed64: 1, block: 2, fixed32: 5 } as const;

/**
 * A reader of one record: `next` goes to a field, and one of the methods below takes its value; what
 * none takes is passed over. Every method throws `Error` for what is cut off or no record.
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

  /** Goes to the next field; returns false at the end of the record, or of the message inside. */
  next(): boolean {
    if (!this.#taken) this.#skip();
    if (this.#at >= this.#end) return false;
    const tag = this.#readSmall();
    this.#field = tag >>> 3;
    this.#wireType = tag & 7;
    this.#taken = false;
    return true;
  }

  /** Makes `next` go through the message inside, to its end; returns what `leave` is to be told then. */
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
        throw new Error("a field is of no type that a record has");
    }
  }

  /** Returns where the block ends that begins here, and stands at its first byte. */
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

  /** Of ten bytes, which a negative number has, the upper ones say nothing more. */
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
