import type { ReportFigures } from '../../measure/npl-report.js';
import type { SegmentFigures } from '../../measure/segment-figures.js';
import { isoDate } from '../../model/civil-date.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import { columnsOf, count, label, money, moneyChange, table, text, withChart } from '../cells.js';
import { movementChart } from '../charts/movement-chart.js';
import type { Block, Row, Section } from '../document.js';
import type { Words } from '../words/words.js';
import { movementRows } from './movement-rows.js';

const LISTED = 20;
/** Old and new NPLs (新老划断), and the way of both since the lock. */
export function segmentSections(words: Words, figures: ReportFigures): Section[] {
  const { segments } = figures;
  if (segments === undefined) return [];
  const sections: Section[] = [
    { id: 'segments', heading: words.heading.segments, blocks: [segmentTable(words, segments)] },
    {
      id: 'bridge',
      heading: words.heading.bridge + words.inBrackets(isoDate(segments.lock.lockDate)),
      blocks: [bridgeTable(words, segments)],
    },
  ];
  if (segments.unexplained.length > 0)
    sections.push({ id: 'unexplained', heading: words.heading.unexplained, blocks: [unexplainedTable(words, segments)] });
  return sections;
}

function segmentTable(words: Words, segments: SegmentFigures): Block {
  const row = (id: string, name: string, tally: Tally, tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [label(name), count(tally.count), money(tally.balance)],
  });
  const { item, segment } = words;
  const layers = segments.layers.length < 2 ? [] : segments.layers;
  const rows = [
    row('locked', item.locked + words.inBrackets(isoDate(segments.lock.lockDate)), segments.lock.total),
    row('old', segment.old, segments.old, 'emphasis'),
    row('new', item.newTotal, segments.new, 'emphasis'),
    row('formed', segment.formed, segments.formed),
    row('originated', segment.originated, segments.originated),
    ...(segments.originUnknown.count === 0 ? [] : [row('origin-unknown', segment['origin-unknown'], segments.originUnknown)]),
    ...layers.map(({ lockDate, tally }) =>
      row(
        lockDate === undefined ? 'layer-now' : `layer-${isoDate(lockDate)}`,
        lockDate === undefined ? item.layerNow : `${item.layerOf} ${isoDate(lockDate)}`,
        tally,
      ),
    ),
    ...(segments.newOfLockedBorrowers.count === 0
      ? []
      : [row('new-of-locked-borrowers', words.say.newOfLocked, segments.newOfLockedBorrowers)]),
  ];
  return table('segments', columnsOf(words, ['segment', 'count', 'balance']), rows);
}

function bridgeTable(words: Words, { bridge, newBridge }: SegmentFigures): Block {
  const [columns, names] = [[bridge, newBridge], { opening: words.item.locked, closing: words.item.closing }];
  const whole = table('bridge', columnsOf(words, ['item', 'oldStock', 'newNpl']), movementRows(words, columns, names));
  return withChart(whole, movementChart(words, columns, names));
}

function unexplainedTable(words: Words, segments: SegmentFigures): Block {
  const sorted = segments.unexplained.toSorted((a, b) =>
    magnitude(b.unexplained) > magnitude(a.unexplained)
      ? 1
      : magnitude(b.unexplained) < magnitude(a.unexplained)
        ? -1
        : a.family < b.family
          ? -1
          : 1,
  );
  const rows = sorted.slice(0, LISTED).map(
    (line): Row => ({
      cells: [text(shownKey(line.family)), money(line.opening), money(line.closing), moneyChange(-line.unexplained)],
    }),
  );
  const rest = sorted.slice(LISTED);
  if (rest.length > 0) {
    const sum = (pick: (line: (typeof rest)[number]) => bigint) => rest.reduce((total, line) => total + pick(line), 0n);
    rows.push({
      id: 'more',
      tone: 'total',
      cells: [
        label(words.say.more(rest.length)),
        money(sum((line) => line.opening)),
        money(sum((line) => line.closing)),
        moneyChange(-sum((line) => line.unexplained)),
      ],
    });
  }
  return table('unexplained', columnsOf(words, ['loan', 'opening', 'closing', 'unexplained']), rows);
}

function magnitude(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}
