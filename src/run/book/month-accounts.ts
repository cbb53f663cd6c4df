import { join } from 'node:path';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { addTallies, nplOf, tallyClasses } from '../../measure/tallies.js';
import { isoDate } from '../../model/civil-date.js';
import { yuan } from '../../model/money.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { Tally } from '../../model/portfolio.js';
import { traceLineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import { accountsOf, joinRows, lineageOf, locksNamed, registerRowsOf } from './book-history.js';
import { continuityWarnings } from './month-checks.js';
import { type Book, chainTo, figuresOf, type StoredMonth } from './open-book.js';
import { readStoredClasses } from './read-stored-loans.js';

/** What the accounts of a month do not come to. */
export interface MonthAccounts {
  /** Identities that do not hold. */
  readonly broken: readonly Diagnostic[];
  /** Loans that vanished or came back without an event. */
  readonly warnings: readonly Diagnostic[];
}

/** Holds a month's figures against its loans, and its loans against those of the month before. */
export async function monthAccounts(book: Book, month: StoredMonth, before: StoredMonth | undefined, io: Io): Promise<MonthAccounts> {
  const figures = figuresOf(book, month);
  const now = await readStoredClasses(book, month, true, io);
  const classes = tallyClasses(now.portfolio, now.classified.used);
  const broken: Diagnostic[] = [];
  const tie = (what: Bilingual, stated: bigint, found: bigint) => {
    if (stated === found) return;
    const params = { asOf: isoDate(month.asOf), what, stated: yuan(stated), found: yuan(found) };
    broken.push({ code: 'E_BOOK_IDENTITY', file: join(book.dir, month.folder), params });
  };
  classes.forEach((tally, code) => {
    tie(WHAT.classes, (figures.classes[code] as Tally).balance, tally.balance);
    tie(WHAT.manifest, (month.manifest.classes[code] as Tally).balance, tally.balance);
  });
  tie(WHAT.npl, figures.npl.balance, nplOf(classes).balance);
  partition(figures, tie);
  const isBuiltOn = before !== undefined && before.sha256 === month.manifest.builtOn?.sha256;
  if (!isBuiltOn) return { broken, warnings: [] };
  if (figures.movement !== undefined) tie(WHAT.opening, figures.movement.total.opening, figuresOf(book, before).npl.balance);
  const rows = joinRows(chainTo(book, month).map((one) => registerRowsOf(book, one)));
  const { events } = accountsOf(rows);
  const carried = lineageOf(book, month);
  const { families } = traceLineage([], rows.idMap, events, carried.links);
  const earlier = await readStoredClasses(book, before, false, io);
  const offBook = new Set(carried.offBook);
  const warnings = continuityWarnings({ month: now, events, families, locks: locksNamed(book, month), offBook, before: earlier });
  return { broken, warnings };
}

/** The lock cuts the NPLs into old and new, wholly and without overlap. */
function partition({ segments, npl }: MonthFigures, tie: (what: Bilingual, stated: bigint, found: bigint) => void): void {
  if (segments === undefined) return;
  const { old, new: fresh, formed, originated, originUnknown, sinceLock, lock } = segments;
  tie(WHAT.partition, old.balance + fresh.balance, npl.balance);
  tie(WHAT.partition, BigInt(old.count + fresh.count) * 100n, BigInt(npl.count) * 100n);
  tie(WHAT.origins, addTallies([formed, originated, originUnknown]).balance, fresh.balance);
  tie(WHAT.sinceLock, sinceLock.old.opening, lock.balance);
  tie(WHAT.sinceLock, sinceLock.old.closing, old.balance);
  tie(WHAT.sinceLock, sinceLock.new.closing, fresh.balance);
}

const WHAT = {
  classes: { en: 'the balance of a class', zh: '分类余额' },
  manifest: { en: 'the balance of a class in the manifest', zh: '清单中的分类余额' },
  npl: { en: 'the NPL balance', zh: '不良余额' },
  partition: { en: 'old and new NPL against all NPL', zh: '存量与新增之和对不良合计' },
  origins: { en: 'the origins of the new NPL', zh: '新增不良来源合计' },
  sinceLock: { en: 'the way since the lock', zh: '锁定以来变动' },
  opening: { en: "the opening NPL against the month before's closing", zh: '期初不良对上月期末不良' },
} as const satisfies Record<string, Bilingual>;
