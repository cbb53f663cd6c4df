import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../book/journal.js';
import { policyPath } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { openPolicy } from '../../policy/open-policy.js';
import type { Policy } from '../../policy/policy.js';
import { presetFile, presetIds } from '../../policy/presets.js';
import { type Book, damaged, readPublished } from './open-book.js';

/** A policy and the bytes it was read from. */
export interface WrittenPolicy {
  readonly policy: Policy;
  readonly bytes: Buffer;
}

/** A policy by preset or file, with its bytes, to be kept in a book. Errors: those of openPolicy, E_SOURCE_CHANGED. */
export async function readPolicyToKeep(nameOrPath: string): Promise<WrittenPolicy> {
  const policy = await openPolicy(nameOrPath);
  const bytes = readFileSync(presetIds().includes(nameOrPath) ? presetFile(nameOrPath) : nameOrPath);
  if (sha256Of(bytes) !== policy.hash) throw new UserError({ code: 'E_SOURCE_CHANGED', file: nameOrPath });
  return { policy, bytes };
}

/** A policy that the book keeps. Its file is hashed first; where the program has the same preset compiled, that is taken. Errors: E_BOOK_DAMAGED. */
export async function keptPolicy(book: Book, { id, hash }: { readonly id: string; readonly hash: string }): Promise<Policy> {
  const path = policyPath({ id, hash });
  const file = book.state.published.get(path);
  if (file === undefined) throw damaged(join(book.dir, path), { en: 'the journal does not know it', zh: '日志中没有该文件' });
  readPublished(book.dir, file);
  // The hash of a policy is that of its file: what is told of one holds for the other.
  if (file.sha256 !== hash)
    throw damaged(join(book.dir, path), { en: 'it is not the policy that was closed by', zh: '不是结账所用的政策' });
  const preset = presetIds().includes(id) ? await openPolicy(id) : undefined;
  return preset?.hash === hash ? preset : openPolicy(join(book.dir, path));
}
