import type { Bilingual } from '../diagnostics/catalogue.js';
import { label, table, text } from './cells.js';
import type { Document, Lang, Row } from './document.js';
import { TEMPLATE_WORDS } from './words/template-words.js';

/** One column of a register as it is explained. */
export interface TemplateColumn {
  readonly name: string;
  /** Its header in either language: what the empty register prints. */
  readonly header: Bilingual;
  readonly alsoNamed: readonly string[];
  readonly needed: boolean;
  readonly holds: keyof (typeof TEMPLATE_WORDS)['en']['kinds'];
  readonly explains: Bilingual;
  readonly example: string;
}

export interface Template {
  readonly register: string;
  readonly title: Bilingual;
  readonly columns: readonly TemplateColumn[];
}

/** The header line of an empty register. A column for the institution is only added where the ledger has one: blank, it refuses the row. */
export function templateHeader({ columns }: Template, lang: Lang): string {
  const written = columns.filter(({ name }) => name !== 'institution');
  return written.map(({ header }) => header[lang]).join(',');
}

/** Every column of a register, explained. */
export function templateDocument(template: Template, lang: Lang): Document {
  const words = TEMPLATE_WORDS[lang];
  const column = (id: 'column' | 'needed' | 'holds' | 'meaning' | 'example') => ({ id, header: words[id], align: 'left' as const });
  const rows = template.columns.map(
    (one): Row => ({
      id: one.name,
      cells: [
        label(one.header[lang]),
        label(one.needed ? words.yes : ''),
        label(words.kinds[one.holds]),
        label(one.explains[lang]),
        one.example === '' ? label('') : text(one.example),
      ],
    }),
  );
  const columns = (['column', 'needed', 'holds', 'meaning', 'example'] as const).map(column);
  return {
    lang,
    title: template.title[lang],
    subtitle: [`npl template ${template.register}`],
    sections: [{ id: 'columns', heading: words.columns, blocks: [table('columns', columns, rows)] }],
  };
}

export function templateJson({ register, title, columns }: Template): object {
  return { schema: 'npl.template/1', register, title, columns };
}
