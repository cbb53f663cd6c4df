import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalLine, parseJournal, sha256Of } from '../../src/book/journal.js';

/** Changes a file of a month's folder and makes manifest and journal agree with it, as a program that is wrong would have written them. */
export function forge(book: string, folder: string, name: string, change: (text: string) => string): void {
  const manifest = `${folder}/manifest.json`;
  const text = change(readFileSync(join(book, folder, name), 'utf8'));
  writeFileSync(join(book, folder, name), text);
  if (name !== 'manifest.json') {
    const listed = JSON.parse(readFileSync(join(book, manifest), 'utf8'));
    for (const file of listed.files)
      if (file.name === name) Object.assign(file, { sha256: sha256Of(text), bytes: Buffer.byteLength(text) });
    writeFileSync(join(book, manifest), `${JSON.stringify(listed, undefined, 2)}\n`);
  }
  const journal = join(book, 'journal.jsonl');
  const bytes = readFileSync(join(book, manifest));
  let prev: string | undefined;
  const lines = parseJournal(readFileSync(journal)).entries.map((entry) => {
    const published = entry.published.map((file) =>
      file.path === manifest ? { ...file, sha256: sha256Of(bytes), bytes: bytes.length } : file,
    );
    const made = journalLine({ ...entry, prev: prev ?? entry.prev, published });
    prev = made.hash;
    return made.line;
  });
  writeFileSync(journal, lines.join(''));
}
