import { lstatSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isTransient } from './paths.js';

/** Rights of the group and of others. */
const NOT_OWN = 0o077;

/**
 * Paths of a book that others than its owner may read or write: its folders are made 0700 and its files 0600. Sorted. `left`
 * are paths that a killed writer left: no part of the book.
 */
export function wideModes(dir: string, left: readonly string[]): string[] {
  // Windows has no such rights.
  if (sep === '\\') return [];
  const isLeft = (path: string) =>
    isTransient(path.split(sep)[0] ?? '') || left.some((one) => path === one || path.startsWith(`${one}${sep}`));
  const paths = ['', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })];
  return paths
    .filter((path) => !isLeft(path) && ((lstatSync(join(dir, path), { throwIfNoEntry: false })?.mode ?? 0) & NOT_OWN) !== 0)
    .sort();
}
