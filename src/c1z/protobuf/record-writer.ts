/**
 * Writes a record's fields one after the other (protobuf's wire format). By hand, because there may be
 * a hundred thousand accounts, and every object that is made for one of them is collected again.
 */

const wireTypes = { varint: 0, block: 2 } as const;

/** A writer of one record after the other, into the same memory. */
export class RecordWriter {
  #bytes = Buffer.from(new ArrayBuffer(4096));
  #at = 0;

  /** Returns the record, whose bytes are good until the next one is begun, and begins that one. */
  take(): Uint8Array {
    const record = new Uint8Array(this.#bytes.buffer, 0, this.#at);
    this.#at = 0;
    return record;
  }

  /** Like everything below, writes nothing for what a field is anyway, as proto3 has it. */
  text(field: number, text: string): void {
    if (text !== "") this.#text(field, text);
  }

  truth(field: number, value: boolean): void {
    if (value) this.number(field, 1);
  }

  /** `value`: a whole number that JavaScript holds exactly. */
  number(field: number, value: number): void {
    if (value === 0) return;
    this.#makeRoom(20);
    this.#varint((field << 3) | wireTypes.varint);
    if (value > 0) this.#varint(value);
    else this.#negative(value);
  }

  /** Begins a message inside, which may stay empty; `close` wants what this returns. */
  open(field: number): number {
    this.#makeRoom(10);
    this.#varint((field << 3) | wireTypes.block);
    // Most have one byte of length; what is longer is moved on.
    this.#at += 1;
    return this.#at;
  }

  /** Ends the message that was opened last. */
  close(start: number): void {
    const length = this.#at - start;
    const more = sizeOf(length) - 1;
    if (more > 0) {
      this.#makeRoom(more);
      this.#bytes.copyWithin(start + more, start, this.#at);
    }
    this.#at = start - 1;
    this.#varint(length);
    this.#at += length;
  }

  /** An entry of a `google.protobuf.Struct`, whose value is written even where it is empty or false. */
  entry(key: string, value: string | boolean): void {
    const entry = this.open(1);
    this.#text(1, key);
    const held = this.open(2);
    if (typeof value === "string") this.#text(3, value);
    else {
      this.#makeRoom(10);
      this.#varint((4 << 3) | wireTypes.varint);
      this.#varint(value ? 1 : 0);
    }
    this.close(held);
    this.close(entry);
  }

  block(field: number, bytes: Uint8Array): void {
    this.#makeRoom(20 + bytes.length);
    this.#varint((field << 3) | wireTypes.block);
    this.#varint(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #text(field: number, text: string): void {
    const most = text.length * 3;
    this.#makeRoom(20 + most);
    this.#varint((field << 3) | wireTypes.block);
    const start = this.#at + 1;
    const end = this.#ascii(text, start);
    if (end !== undefined && text.length < 128) {
      this.#varint(text.length);
      this.#at = end;
      return;
    }
    this.#varint(Buffer.byteLength(text));
    this.#at += this.#bytes.write(text, this.#at);
  }

  /** Writes short text of ASCII, and returns where it ends; undefined for any other. */
  #ascii(text: string, start: number): number | undefined {
    if (text.length > 60) return undefined;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return undefined;
      this.#bytes[start + index] = code;
    }
    return start + text.length;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  /** Ten bytes: sixty-four bits, as two's complement. */
  #negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let count = 0; count < 9; count++) {
      this.#bytes[this.#at++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#at++] = Number(rest);
  }

  #makeRoom(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.from(new ArrayBuffer(2 * (this.#at + bytes)));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

/** Returns how many bytes a length takes. */
function sizeOf(length: number): number {
  let size = 1;
  for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 0x80)) size++;
  return size;
}
