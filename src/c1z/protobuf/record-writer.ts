/**
 * Writes a record's fields in order (protobuf's wire format). It is written by hand for speed:
 * there may be a hundred thousand accounts, and each temporary object costs garbage collection.
 */

const wireTypes = { varint: 0, block: 2 } as const;

/** Writes records one after the other into the same memory. */
export class RecordWriter {
  #bytes = Buffer.from(new ArrayBuffer(4096));
  #at = 0;

  /** Returns the record and starts the next one. The bytes are valid until then. */
  take(): Uint8Array {
    const record = new Uint8Array(this.#bytes.buffer, 0, this.#at);
    this.#at = 0;
    return record;
  }

  /**
   * Writes a text field. As in proto3, this method and `truth` and `number` write nothing for a
   * default value.
   */
  text(field: number, text: string): void {
    if (text !== "") this.#text(field, text);
  }

  truth(field: number, value: boolean): void {
    if (value) this.number(field, 1);
  }

  /** `value` must be a safe integer. */
  number(field: number, value: number): void {
    if (value === 0) return;
    this.#makeRoom(20);
    this.#varint((field << 3) | wireTypes.varint);
    if (value > 0) this.#varint(value);
    else this.#negative(value);
  }

  /** Begins a nested message, which may stay empty. Pass the returned value to `close`. */
  open(field: number): number {
    this.#makeRoom(10);
    this.#varint((field << 3) | wireTypes.block);
    // Most lengths take one byte. `close` moves longer messages.
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

  /**
   * Writes an entry of a `google.protobuf.Struct`. The value is written even if it is empty or
   * false.
   */
  entry(key: string, value: string | boolean): void {
    const entry = this.open(1);
    this.#text(1, key);
    const valueMessage = this.open(2);
    if (typeof value === "string") this.#text(3, value);
    else {
      this.#makeRoom(10);
      this.#varint((4 << 3) | wireTypes.varint);
      this.#varint(value ? 1 : 0);
    }
    this.close(valueMessage);
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
    const maxBytes = text.length * 3;
    this.#makeRoom(20 + maxBytes);
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

  /** Writes short ASCII text, and returns where it ends; undefined for any other text. */
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

  /** Writes ten bytes: 64 bits in two's complement. */
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
