/** A text of a file and how it was written, so that it can be written the same way again. */
export interface FileText {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'latin1';
  bom: boolean;
}

const BOM = '\uFEFF';

/**
 * Reads UTF-8 and UTF-16 with a mark; what is neither is Latin-1, in which every byte is a letter. Throws for bytes of
 * zero, which no text has.
 */
export function decodeText(bytes: Buffer): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return withoutMark(bytes.toString('utf16le'), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return withoutMark(Buffer.from(even).swap16().toString('utf16le'), 'utf-16le');
  }
  if (bytes.includes(0)) throw new Error('it is no text, but bytes of another kind');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return withoutMark(text, 'utf-8');
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'latin1', bom: false };
  }
}

/** The bytes of a text in the encoding it was read in. */
export function encodeText({ text, encoding, bom }: FileText): Buffer {
  const names = { 'utf-8': 'utf8', 'utf-16le': 'utf16le', latin1: 'latin1' } as const;
  return Buffer.from((bom ? BOM : '') + text, names[encoding]);
}

function withoutMark(text: string, encoding: FileText['encoding']): FileText {
  return text.startsWith(BOM) ? { text: text.slice(1), encoding, bom: true } : { text, encoding, bom: false };
}
