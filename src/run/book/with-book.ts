import type { Io } from '../io.js';
import { holdBook } from './hold-book.js';
import { type Book, openBook } from './open-book.js';
import { clearLeftovers } from './publish-entry.js';

/** Does something to a book that nobody else writes in meanwhile. What a killed writer left is taken away first. Errors: E_BOOK_BUSY. */
export async function withBook<T>(dir: string, wait: number, io: Io, work: (book: Book) => Promise<T>): Promise<T> {
  // A folder that is no book must not get a file of ours.
  openBook(dir);
  const release = await holdBook(dir, io, wait);
  try {
    const book = openBook(dir);
    clearLeftovers(dir, (path) => [...book.state.published.keys()].some((known) => known === path || known.startsWith(`${path}/`)));
    return await work(book);
  } finally {
    release();
  }
}
