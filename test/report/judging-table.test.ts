import { expect, test } from 'vitest';
import { type ReportName, takeReport } from '../support/every-report.js';

/** The table that comes with the program, and whether its figures were checked against their source. */
const TABLES: readonly (readonly [ReportName, object])[] = [
  ['write-off', { kind: 'eligibility', id: 'cn-2017', source: '财金〔2017〕90号', verified: false }],
  ['provision', { kind: 'eligibility', id: 'cn-2017', source: '财金〔2017〕90号', verified: false }],
  ['litigation', { kind: 'limitation', id: 'cn-civil', source: '民法典、民事诉讼法及其司法解释', verified: false }],
  ['concentration', { kind: 'bands', id: 'cn-bands', source: '财金〔2005〕53号', verified: false }],
];

test.each(TABLES)(
  '%s: JSON says by which table it was judged, as every report does, with the hash of the provenance',
  async (name, table) => {
    const json = JSON.parse(JSON.stringify((await takeReport(name)).json()));
    expect(json.table).toMatchObject(table);
    const cited = json.provenance.registers.find(({ name: own }: { readonly name: string }) => own === json.table.id);
    expect(json.table.hash).toBe(cited.sha256);
    expect(json).not.toHaveProperty('bands');
    expect(json).not.toHaveProperty('eligibility');
    expect(json.backlog ?? {}).not.toHaveProperty('table');
  },
);
