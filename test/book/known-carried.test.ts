import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConcentrationOptions, runConcentration } from '../../src/run/recovery/concentration.js';
import { type LitigationOptions, runLitigation } from '../../src/run/recovery/litigation.js';
import { closeMonth, type Done, initBook, newFolder, OUTPUT, run, said, write } from './journeys.js';

/*
 * Registers that a month only carries are held against its loans by the rule of the reports. Yuan, classes declared:
 *
 * | loan | borrower | 31 Dec | 31 Jan |
 * |---|---|---|---|
 * | A-10 | c1 | 300 次级 | 300 |
 * | B-20 | c22 | 200 次级 | paid off on 10 Jan |
 * | P-30 | c3 | 1000 正常 | 1000 |
 * | Q-40 | c4 | 500 正常 | gone, never an NPL: only the ledger of 31 Dec knows it |
 *
 * December is the year's start, so the reports of January have both ledgers at hand.
 */
const HEADER = 'loan_id,borrower_id,class,balance,issue_date';
const DECEMBER = ['A-10,c1,次级,300,2020-01-01', 'B-20,c22,次级,200,2020-01-01', 'P-30,c3,正常,1000,2020-01-01'];
const CASES = 'loan_id,stage';
const ANSWERING = 'loan_id,state';
const ASSETS = 'asset_id,loan_id,borrower_id,kind,acquired_on,booked_value';

let folder = '';
const files: Record<string, string[]> = {};
const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];
let books = 0;

beforeAll(() => {
  folder = newFolder();
  files.december = given('ledger-2023-12-31.csv', HEADER, ...DECEMBER, 'Q-40,c4,正常,500,2020-01-01');
  files.january = given('ledger-2024-01-31.csv', HEADER, DECEMBER[0] as string, DECEMBER[2] as string);
  files.events = given('events.csv', 'date,loan_id,kind,principal', '2024-01-10,B-20,cash,200');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A book with December closed; January is closed with the registers given. */
async function closeJanuary(carried: Readonly<Record<string, string[]>>): Promise<Done & { book: string }> {
  books++;
  const book = join(folder, `book-${books}`);
  await initBook(book);
  expect((await closeMonth(book, files.december as string[])).exit).toBe(0);
  return { book, ...(await closeMonth(book, files.january as string[], { events: files.events as string[], carried })) };
}

const PLAIN: LitigationOptions & ConcentrationOptions = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ litigation: [], within: 90, foreclosed: [], responsibility: [], by: [], limit: 20 },
};

const fromFiles = () => ({
  ...PLAIN,
  ledgers: files.january as string[],
  since: files.december as string[],
  events: files.events as string[],
});
const litigation = (more: Partial<LitigationOptions>) => run((io) => runLitigation({ ...PLAIN, ...more }, io));
const concentration = (more: Partial<ConcentrationOptions>) => run((io) => runConcentration({ ...PLAIN, ...more }, io));

describe('a month is closed only with rows that its reports take', () => {
  test.each([
    ['litigation', CASES, '未诉'],
    ['responsibility', ANSWERING, '未认责'],
  ])('%s: a loan that nothing knows is refused, with the one it is near to', async (register, header, state) => {
    const rows = given(`${register}.csv`, header, `A-10,${state}`, `B-20,${state}`, `Q-40,${state}`, `P-03,${state}`);
    const done = await closeJanuary({ [register]: rows });
    expect(done.exit).toBe(65);
    expect(said(done)).toContain(`${rows[0]}:5 value "P-03": E_REGISTER_LOAN no such loan`);
    expect(said(done)).toContain('hint: did you mean P-30? correct the id');
    const right = given(`${register}-right.csv`, header, `A-10,${state}`, `B-20,${state}`, `Q-40,${state}`);
    expect((await closeJanuary({ [register]: right })).exit).toBe(0);
  });

  test('the report takes what the month was closed with', async () => {
    const cases = given('cases.csv', CASES, 'A-10,未诉', 'B-20,终结', 'Q-40,未诉');
    const { book, exit } = await closeJanuary({ litigation: cases });
    expect(exit).toBe(0);
    expect((await litigation({ book })).exit).toBe(0);
  });

  test('plans: of a borrower that nothing knows is refused; of one that the month before or a write-off knows, not', async () => {
    const header = 'borrower_id,tier,measure,responsible,target_date,target_amount';
    const plan = (borrower: string) => `${borrower},短期,诉讼,周,2024-06-30,80`;
    const plans = given('plans-wrong.csv', header, plan('c1'), plan('c9'));
    const refused = await closeJanuary({ plans });
    expect([refused.exit, refused.codes]).toEqual([65, ['E_PLAN_BORROWER']]);
    expect(said(refused)).toContain(`${plans[0]}:3: E_PLAN_BORROWER`);
    expect((await closeJanuary({ plans: given('plans.csv', header, plan('c1'), plan('c22'), plan('c4')) })).exit).toBe(0);
  });

  test('a month of some rows is closed and reported with a register of all', async () => {
    const header = 'institution,loan_id,class,balance';
    const ledger = given('both-2023-12-31.csv', header, 'X,A,次级,300', 'Y,A,次级,70');
    const cases = given('both-cases.csv', 'institution,loan_id,stage', 'X,A,未诉', 'Y,A,未诉');
    const book = join(folder, 'part');
    await initBook(book);
    const where = [{ column: 'institution', value: 'Y' }];
    const closed = await closeMonth(book, ledger, { where, carried: { litigation: cases } });
    expect([closed.exit, closed.codes]).toEqual([0, ['N_ROWS_NOT_SELECTED']]);
    const report = await litigation({ book });
    expect([report.exit, report.codes]).toEqual([0, ['N_ROWS_NOT_SELECTED']]);
    expect(JSON.parse(report.out).npl).toMatchObject({ count: 1, balance: '70.00' });
  });
});

describe('a book that knows more than the months at hand', () => {
  // c5 owed N-50 in November alone: that month is read only where somebody asks for a borrower that is nowhere else.
  async function closeFromNovember(carried: Readonly<Record<string, string[]>>): Promise<Done> {
    books++;
    const book = join(folder, `book-${books}`);
    await initBook(book);
    const november = given('ledger-2023-11-30.csv', HEADER, ...DECEMBER, 'N-50,c5,正常,50,2020-01-01');
    for (const ledger of [november, files.december as string[]]) expect((await closeMonth(book, ledger)).exit).toBe(0);
    return closeMonth(book, files.january as string[], { events: files.events as string[], carried });
  }

  test('an asset of a borrower that only a month behind has is taken', async () => {
    const foreclosed = given('assets-behind.csv', ASSETS, 'Z1,,c5,房产,2023-12-20,100');
    const done = await closeFromNovember({ foreclosed });
    expect([done.exit, done.codes]).toEqual([0, []]);
  });

  test('an asset acquired since the first month of the book is refused where nobody knows its borrower', async () => {
    const foreclosed = given('assets-unknown.csv', ASSETS, 'Z1,,c9,房产,2023-12-20,100');
    expect((await closeFromNovember({ foreclosed })).codes).toEqual(['E_REGISTER_BORROWER']);
    // With the book of December and January, it is older than all that is known.
    expect((await closeJanuary({ foreclosed })).codes).toEqual(['N_ASSET_UNKNOWN']);
  });
});

describe('foreclosed assets', () => {
  test.each([
    ['of a mistyped loan', 'Z1,A-01,,房产,2024-01-20,100', 'value "A-01": E_REGISTER_LOAN no such loan', 'did you mean A-10?'],
    ['of a mistyped borrower', 'Z1,,c2,房产,2024-01-20,100', 'value "c2": E_REGISTER_BORROWER no such borrower', 'hint: correct the id'],
    ['near to one borrower', 'Z1,,c223,房产,2024-01-20,100', 'value "c223": E_REGISTER_BORROWER no such borrower', 'did you mean c22?'],
    ['of a known loan and an unknown borrower', 'Z1,A-10,c9,房产,2024-01-20,100', 'value "c9": E_REGISTER_BORROWER', 'correct the id'],
  ])('%s are refused by report and close', async (name, row, refusal, hint) => {
    const foreclosed = given(`assets-${name.replaceAll(' ', '-')}.csv`, ASSETS, 'Z0,A-10,c1,房产,2024-01-20,100', row);
    for (const done of [await concentration({ ...fromFiles(), foreclosed }), await closeJanuary({ foreclosed })]) {
      expect(done.exit).toBe(65);
      expect(said(done)).toContain(`${foreclosed[0]}:3 ${refusal}`);
      expect(said(done)).toContain(hint);
    }
  });

  test('twice, or of a day to come, are refused by close too', async () => {
    const row = 'A-10,c1,房产,2024-01-20,100';
    expect((await closeJanuary({ foreclosed: given('twice.csv', ASSETS, `Z1,${row}`, `Z1,${row}`) })).codes).toEqual(['E_FORECLOSED']);
    const late = given('late.csv', ASSETS, 'Z1,A-10,c1,房产,2024-02-01,100');
    expect((await closeJanuary({ foreclosed: late })).codes).toEqual(['E_EVENT_AFTER_AS_OF']);
  });

  test('of loans and borrowers that an earlier ledger knows, and older than all that is given, are counted', async () => {
    const rows = ['Z1,B-20,c22,房产,2024-01-10,100', 'Z2,,c4,房产,2024-01-20,20', 'Z3,OLD,,房产,2023-12-31,50', 'Z4,,c0,房产,2019-01-31,3'];
    const foreclosed = given('old.csv', ASSETS, ...rows);
    const closed = await closeJanuary({ foreclosed });
    expect([closed.exit, closed.codes]).toEqual([0, ['N_ASSET_UNKNOWN']]);
    for (const done of [await concentration({ ...fromFiles(), foreclosed }), await concentration({ book: closed.book })]) {
      expect(done.exit).toBe(0);
      expect(said(done)).toMatch(/N_ASSET_UNKNOWN 2 foreclosed assets .* acquired by 2023-12-31.*: .*:4, .*:5/);
      // 100 + 20 + 50 + 3 = 173 held; NPL 300 and 173 make 473.
      expect(JSON.parse(done.out).npa.gross).toMatchObject({ assets: '173.00', amount: '473.00' });
    }
  });

  test('of a selection of rows are its own', async () => {
    const header = 'institution,loan_id,borrower_id,class,balance';
    const ledger = given('assets-2024-01-31.csv', header, 'X,A,c1,次级,300', 'Y,A,c1,次级,70');
    const assets = ['X,Z1,A,,房产,2024-01-20,100', 'Y,Z1,A,,房产,2024-01-20,5', 'Y,Z2,,c1,房产,2024-01-20,2', 'X,Z3,,c1,房产,2019-01-31,9'];
    const foreclosed = given('assets-both.csv', `institution,${ASSETS}`, ...assets);
    const done = await concentration({ ledgers: ledger, foreclosed, where: [{ column: 'institution', value: 'Y' }] });
    expect([done.exit, done.codes]).toEqual([0, ['N_ROWS_NOT_SELECTED']]);
    // Of Y: 5 + 2, beside an NPL of 70.
    expect(JSON.parse(done.out).npa.gross).toMatchObject({ assets: '7.00', amount: '77.00' });
  });
});
