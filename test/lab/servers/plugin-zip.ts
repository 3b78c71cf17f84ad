import { writeFileSync } from 'node:fs';

/** Writes a zip of files that are not packed, as a plugin comes in; a text is a file. */
export function writeZip(file: string, files: Record<string, string | Buffer>): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [called, content] = [Buffer.from(name), Buffer.from(text)];
    const facts = factsOf(called, content);
    const local = Buffer.concat([numbers(['4', 0x04034b50]), facts, called, content]);
    const place = numbers(['2', 0], ['2', 0], ['2', 0], ['4', 0], ['4', at]);
    directory.push(Buffer.concat([numbers(['4', 0x02014b50], ['2', 20]), facts, place, called]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = directory.length;
  const end = numbers(
    ['4', 0x06054b50],
    ['2', 0],
    ['2', 0],
    ['2', count],
    ['2', count],
    ['4', listed.length],
    ['4', at],
    ['2', 0],
  );
  writeFileSync(file, Buffer.concat([...parts, listed, end]));
  return file;
}

/** The description that the installer of plugins reads, of every release since 2.0. */
export function descriptor(name: string, version: string, more: Record<string, string> = {}): string {
  const lines = {
    name,
    description: 'A plugin of the lab',
    version: '1.0',
    'elasticsearch.version': version,
    'java.version': '1.8',
    classname: 'lab.Plugin',
    ...more,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function factsOf(name: Buffer, content: Buffer): Buffer {
  const size = ['4', content.length] as const;
  return numbers(
    ['2', 20],
    ['2', 0],
    ['2', 0],
    ['4', 0x00210000],
    ['4', crc32(content)],
    size,
    size,
    ['2', name.length],
    ['2', 0],
  );
}

function numbers(...all: (readonly ['2' | '4', number])[]): Buffer {
  return Buffer.concat(
    all.map(([size, value]) => {
      const bytes = Buffer.alloc(Number(size));
      if (size === '2') bytes.writeUInt16LE(value);
      else bytes.writeUInt32LE(value);
      return bytes;
    }),
  );
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
