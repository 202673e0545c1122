/**
 * Finds where the frames of a zstd stream begin and end (RFC 8878), without decoding them. Node's
 * decoder may stop after the first frame without reporting what follows, so each frame is decoded
 * separately.
 */

import type { OpenFile } from "../../files/read-bounded.ts";

export interface Frame {
  /** Offset in the file, of the first byte. */
  readonly start: number;
  /** Offset of the last byte. */
  readonly end: number;
  /** The decompressed size that the frame declares; undefined if it declares none. */
  readonly declaredBytes: number | undefined;
}

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
/** A writer makes one frame. Each frame needs its own decoder. */
const maxFrames = 1_000;
/** A complete artifact has about ten thousand blocks. Even empty ones take time. */
const maxBlocks = 1_000_000;
const windowBytes = 64 * 1024;

/**
 * Returns the frames from an offset to the end of a file, without the skippable ones.
 * Throws `Error` for a truncated frame and for bytes that are not a frame.
 */
export async function findFrames({ file, bytes }: OpenFile, offset: number): Promise<Frame[]> {
  const read = createReader(bytes, async (buffer, position) => {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return bytesRead;
  });
  const frames: Frame[] = [];
  let at = offset;
  for (let count = 0; at < bytes; count++) {
    if (count === maxFrames) throw new Error(`it has more than ${maxFrames} frames`);
    const magic = (await read(at, 4)).readUInt32LE(0);
    if (magic === frameMagic) {
      const { end, declaredBytes } = await findFrameEnd(read, at + 4);
      frames.push({ start: at, end: end - 1, declaredBytes });
      at = end;
    } else if ((magic & 0xfffffff0) >>> 0 === skippableMagic) {
      at += 8 + (await read(at + 4, 4)).readUInt32LE(0);
    } else {
      throw new Error("there is other data between its frames, or after them");
    }
  }
  if (at > bytes) throw new Error("it is cut off");
  return frames;
}

type Read = (position: number, bytes: number) => Promise<Buffer>;

/** Returns a function that reads a few bytes at any offset. It reads ahead in larger parts. */
function createReader(
  size: number,
  fill: (buffer: Buffer, position: number) => Promise<number>,
): Read {
  const window = Buffer.alloc(windowBytes);
  let start = 0;
  let length = 0;
  return async (position, bytes) => {
    if (position + bytes > size) throw new Error("it is cut off");
    if (position < start || position + bytes > start + length) {
      start = position;
      length = await fill(window, position);
      if (length < bytes) throw new Error("it is cut off");
    }
    return window.subarray(position - start, position - start + bytes);
  };
}

/** Returns where a frame ends (exclusive), given the offset after its magic number. */
async function findFrameEnd(
  read: Read,
  offset: number,
): Promise<{ end: number; declaredBytes: number | undefined }> {
  const descriptor = (await read(offset, 1)).readUInt8(0);
  const singleSegment = (descriptor & 0x20) !== 0;
  const checksumBytes = (descriptor & 0x04) === 0 ? 0 : 4;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  let at = offset + 1 + (singleSegment ? 0 : 1) + dictionaryBytes;
  const declaredBytes = toContentSize(await read(at, sizeBytes));
  at += sizeBytes;
  for (let last = false, blocks = 1; !last; blocks++) {
    if (blocks > maxBlocks) throw new Error(`a frame has more than ${maxBlocks} blocks`);
    const header = (await read(at, 3)).readUIntLE(0, 3);
    last = (header & 1) === 1;
    // A run-length block contains only one byte, whatever its decompressed size is.
    const isRepeat = ((header >> 1) & 3) === 1;
    at += 3 + (isRepeat ? 1 : header >> 3);
  }
  return { end: at + checksumBytes, declaredBytes };
}

/** Returns a Frame_Content_Size (section 3.1.1.1.4). */
function toContentSize(field: Buffer): number | undefined {
  if (field.length === 0) return undefined;
  if (field.length === 8) return Number(field.readBigUInt64LE(0));
  return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0);
}
