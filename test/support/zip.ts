/** Zips for tests, byte by byte, so that each of them can lie. */

import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** 0 stored, 8 deflated (default). */
  readonly method?: number;
  readonly crc?: number;
  /** What the headers say the size is. */
  readonly declaredSize?: number;
  /** Bit 0: encrypted; bit 3: sizes stand behind the data, as a streaming writer does it. */
  readonly flags?: number;
  /** Unix mode, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
  /** Sizes in the 64-bit extra field. */
  readonly zip64?: boolean;
}

const streaming = 8;

/** Returns the bytes of a zip. */
export function makeZip(
  entries: readonly ZipEntry[],
  options: { readonly entryCount?: number } = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = toLocal(entry);
    directory.push(toDirectoryEntry(entry, offset));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.entryCount ?? entries.length, 8);
  end.writeUInt16LE(options.entryCount ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function toData({ content, method = 8 }: ZipEntry): Buffer {
  return method === 8 ? deflateRawSync(content) : content;
}

function crcOf({ content, crc }: ZipEntry): number {
  return crc ?? crc32(content);
}

function toLocal(entry: ZipEntry): Buffer {
  const { name, content, method = 8, flags = 0, declaredSize = content.length } = entry;
  const data = toData(entry);
  const later = (flags & streaming) !== 0;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  if (!later) {
    header.writeUInt32LE(crcOf(entry), 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt32LE(declaredSize, 22);
  }
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  const parts = [header, Buffer.from(name), data];
  if (later) {
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crcOf(entry), 4);
    descriptor.writeUInt32LE(data.length, 8);
    descriptor.writeUInt32LE(declaredSize, 12);
    parts.push(descriptor);
  }
  return Buffer.concat(parts);
}

function toDirectoryEntry(entry: ZipEntry, offset: number): Buffer {
  const { name, content, method = 8, flags = 0, declaredSize = content.length } = entry;
  const size = toData(entry).length;
  const extra = entry.zip64 === true ? toZip64(declaredSize, size) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crcOf(entry), 16);
  header.writeUInt32LE(entry.zip64 === true ? 0xffffffff : size, 20);
  header.writeUInt32LE(entry.zip64 === true ? 0xffffffff : declaredSize, 24);
  header.writeUInt16LE(Buffer.byteLength(name), 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, Buffer.from(name), extra]);
}

function toZip64(declaredSize: number, size: number): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(declaredSize), 4);
  extra.writeBigUInt64LE(BigInt(size), 12);
  return extra;
}
