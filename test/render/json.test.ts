import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from '../../src/render/json.js';
import { JsonRows, withPlainRows } from '../../src/report/json-rows.js';

const whole = (json: object) => Buffer.concat([...jsonText(json)]).toString('utf8');
const members = ['loan', 'days', 'flags', 'facts', '__proto__ "x"'].map(
  (name) => [name, (row: Readonly<Record<string, unknown>>) => row[name]] as const,
);
/** What a row of a report may hold, absent members among it. */
const held = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.array(fc.string()),
  fc.dictionary(fc.string({ unit: 'binary' }), fc.string()),
  fc.json().map((text) => JSON.parse(text)),
  fc.record({ left: fc.constant(undefined), list: fc.array(fc.constantFrom(undefined, -0, 1e21, Number.NaN, '\n')) }),
  fc.constant({ toJSON: () => ['as', { it: 'says' }] }),
);
const row = fc.record({ loan: held, days: held, flags: held, facts: held, '__proto__ "x"': held }, { requiredKeys: [] });

test('any lists, written row by row, are what JSON.stringify writes of their objects', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), fc.json(), (first, second, other) => {
      const json = {
        schema: 'npl.test/1',
        first: new JsonRows(first, members),
        none: undefined,
        other: JSON.parse(other),
        second: new JsonRows(second, members),
      };
      const plain = withPlainRows(json);
      expect(whole(json)).toBe(`${JSON.stringify(plain, undefined, 2)}\n`);
      expect(whole(plain)).toBe(whole(json));
    }),
  );
});

test('a list longer than a part of the text is whole', () => {
  const json = {
    rows: new JsonRows(
      Array.from({ length: 50_000 }, (_, i) => i),
      [['i', (i) => i]],
    ),
  };
  expect([...jsonText(json)].length).toBeGreaterThan(3);
  expect(JSON.parse(whole(json)).rows.map(({ i }: { i: number }) => i)).toEqual(json.rows.items);
});

test('of nothing', () => {
  expect(whole({})).toBe('{}\n');
  expect(whole({ left: undefined })).toBe('{}\n');
});
