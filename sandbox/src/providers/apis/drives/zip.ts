import {crc32} from 'node:zlib';

/** Midnight of 2026-06-30, as archives write it. */
const DATE = ((2026 - 1980) << 9) | (6 << 5) | 30;
const NAMES_ARE_UTF8 = 0x800;

/** An archive with files that are stored as they are. */
export function zip(files: readonly {readonly name: string; readonly content: Buffer}[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {name, content} of files) {
    const bytes = Buffer.from(name);
    // What the entry and its line in the directory have in common.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(NAMES_ARE_UTF8, 2);
    facts.writeUInt16LE(DATE, 8);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(bytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const entry = Buffer.concat([signature(0x04034b50), facts, bytes, content]);
    directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), facts, place, bytes]));
    parts.push(entry);
    offset += entry.length;
  }
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(lines.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, lines, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
