import type { DayNumber } from '../../model/civil-date.js';
import type { MoneyUnit } from '../../report/document.js';
import type { Format } from '../../run/output/formats.js';
import { formatsOption, outOption } from '../bundle-options.js';
import type { NplCommand } from '../command.js';
import { asOfOption, bookOption, maskOption, unitOption } from '../options.js';
import type { Session } from '../session.js';

type Values = { book: string; asOf?: DayNumber; out: string; formats: Format[]; unit: MoneyUnit; mask: boolean };

/** `npl publish --book DIR --out DIR`: the full set of a closed month in a folder. */
export function addPublishCommand(program: NplCommand, session: Session): void {
  const command = program.command('publish').says('publish');
  command
    .addOption(bookOption().makeOptionMandatory())
    .addOption(asOfOption('asOfMonth'))
    .addOption(outOption().makeOptionMandatory())
    .addOption(formatsOption())
    .addOption(unitOption())
    .addOption(maskOption());
  command.action(async (values: Values) => {
    const { runPublish } = await import('../../run/bundle/publish.js');
    await session.run((lang, io) => runPublish({ ...values, lang }, io));
  });
}
