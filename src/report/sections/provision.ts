import type { ReportFigures } from '../../measure/npl-report.js';
import { columnsOf, label, money, ratio, table } from '../cells.js';
import type { Block, Cell, Row, Section } from '../document.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

/** Provision needed, held and its gap. Undefined when the policy states no rates. */
export function provisionSection(words: Words, figures: ReportFigures): Section | undefined {
  const { provision } = figures;
  if (provision === undefined) return undefined;
  const { item, say } = words;
  const row = (id: string, name: string, ...cells: Cell[]): Row => ({ id, cells: [label(name), ...cells] });
  const rows: Row[] = [
    row('general', item.general, money(provision.general), label('')),
    row('specific', item.specific, money(provision.specific), label('')),
    { ...row('needed', item.needed, money(provision.needed), label('')), tone: 'total' },
    row('held', item.held, money(provision.held), label('')),
    row('gap', item.gap, money(provision.gap), label('')),
    row('coverage', item.coverage, money(provision.held), ratio(provision.coverage)),
    row('provision-ratio', item.provisionRatio, money(provision.held), ratio(provision.provisionRatio)),
    row('net-npl', say.netNpl, money(provision.netNpl), label('')),
    row(
      'minimum',
      item.minimum + words.inBrackets(say.minimumBinding[provision.minimum.binding]),
      money(provision.minimum.need),
      label(''),
    ),
  ];
  const blocks: Block[] = [table('provision', columnsOf(words, ['item', 'amount', 'ratio']), rows)];
  if (!provision.verified) blocks.push(sentence('note', say.unverifiedRates));
  return { id: 'provision', heading: words.heading.provision, blocks };
}
