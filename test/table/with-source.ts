import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openSource, type Source } from '../../src/table/source.js';

/** Opens bytes as a file for as long as `use` takes. */
export async function withSource<T>(bytes: Buffer, use: (source: Source) => T, name = 'f.csv'): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'npl-test-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const source = await openSource(path, () => Readable.from([]));
    try {
      return use(source);
    } finally {
      source.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
