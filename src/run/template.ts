import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { listed } from '../diagnostics/wording.js';
import { meant } from '../model/did-you-mean.js';
import type { RegisterField } from '../registers/fields.js';
import { REGISTERS } from '../registers/registers.js';
import { quotedField } from '../render/csv-field.js';
import { type Template, type TemplateColumn, templateDocument, templateHeader, templateJson } from '../report/template.js';
import { headerNames } from '../table/header-names.js';
import type { Io } from './io.js';
import { deliver, deliverText, type OutputOptions } from './output/deliver.js';

/** An empty register as CSV, its columns explained on standard error; in any other format the explanation itself. */
export async function runTemplate(register: string, options: OutputOptions, io: Io): Promise<ExitCode> {
  const template = templateOf(register);
  if (options.format !== 'csv') {
    await deliver({ document: (lang) => templateDocument(template, lang), json: () => templateJson(template) }, options, io);
    return EXIT.done;
  }
  await deliverText([`${templateHeader(template, options.lang)}\n`], options, io);
  for (const { header, needed, explains, example } of template.columns) {
    const [en, zh] = (['en', 'zh'] as const).map((lang) => `${header[lang]}: ${explains[lang]}`) as [string, string];
    io.tell({
      code: 'A_COLUMN',
      params: {
        column: { en, zh },
        needed: needed ? { en: ' (needed)', zh: '（必填）' } : '',
        example: example === '' ? '' : { en: `; e.g. ${quotedField(example)}`, zh: `；例：${quotedField(example)}` },
      },
    });
  }
  return EXIT.done;
}

function templateOf(asked: string): Template {
  const kind = REGISTERS.find(({ id }) => id === asked);
  if (kind !== undefined) return { register: kind.id, title: kind.title, columns: kind.fields.map(columnOf) };
  const ids = REGISTERS.map(({ id }) => id);
  const near = meant(asked, ids);
  const list = listed(ids);
  throw new UserError({
    code: 'E_USAGE',
    params: {
      reason: { en: `no register is named "${asked}"`, zh: `没有名为“${asked}”的登记簿` },
      advice: { en: `${near.en}there are ${list.en}`, zh: `${near.zh}可用：${list.zh}` },
    },
  });
}

/** Its first English and its first Chinese name are its headers. */
function columnOf({ name, names, kind, required, explains, example }: RegisterField): TemplateColumn {
  const { en, zh } = headerNames(names) as Bilingual;
  const alsoNamed = names.filter((one) => one !== en && one !== zh);
  const holds = kind.type as TemplateColumn['holds'];
  return { name, header: { en, zh }, alsoNamed, needed: required === true || name === 'principal', holds, explains, example };
}
