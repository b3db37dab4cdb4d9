// The text of a file from its bytes, in whatever encoding it was saved: an old Notepad saves in Windows-1252 or UTF-16, and
// a note that is read as something else may say the opposite of itself.

/** Was this, read as UTF-8, perhaps no UTF-8, or are its lines parted by CR alone? */
export const needsDecoding = (text: string): boolean =>
  text.includes('\ufffd') || text.charCodeAt(0) === 0 || text.charCodeAt(1) === 0 || !text.includes('\n');

/** UTF-8; UTF-16 by its mark or its zeros; Windows-1252 what is neither. Lines end in LF or CR LF. */
export function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const wide = (a === 0xff && b === 0xfe) || b === 0 ? 'le' : (a === 0xfe && b === 0xff) || a === 0 ? 'be' : '';
  const text = new TextDecoder(wide ? `utf-16${wide}` : undefined).decode(bytes);
  const right = !wide && text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
  return right.includes('\n') ? right : right.replaceAll('\r', '\n');
}
