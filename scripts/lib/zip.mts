// Reads a ZIP archive (a VSIX is one): the names and the contents of its files. Just what checking a package needs: no
// encryption, no archive over 4 GB.
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const stored = 0;
const deflated = 8;

/** The files of an archive by name. @throws where it is no ZIP archive or is packed in another way than usual */
export function readZip(archive: Buffer): Map<string, Buffer> {
  // The end of the directory stands last, before a comment of at most 64 KB.
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('this is no ZIP archive');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new Error('the directory of the ZIP archive is broken');
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const title = archive.toString('utf8', at + 46, at + 46 + name);
    files.set(title, contentAt(archive, at, title));
    at += 46 + name + extra + comment;
  }
  return files;
}

function contentAt(archive: Buffer, entry: number, name: string): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  // The local header has lengths of its own for name and extra field.
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(from, from + packed);
  if (method === stored) return bytes;
  if (method === deflated) return inflateRawSync(bytes);
  throw new Error(`${name} is packed by method ${method}`);
}
