import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { LoanField } from '../../model/loan-fields.js';
import type { Policy } from '../../policy/policy.js';
import { label, table, text } from '../cells.js';
import type { Block, Cell, Column, Document, Lang, Section } from '../document.js';
import { inForce } from '../provenance.js';
import { wordsOf } from '../words/catalogue.js';
import { enHelp } from '../words/en-help.js';
import { type BookPart, type HelpWords, type MapFieldKey, type MapKey, TABLE_KINDS, type TableKind } from '../words/help-words.js';
import { zhHelp } from '../words/zh-help.js';

/** What a page is made of besides words: the very tables that the program works by. */
export type HelpFacts =
  | {
      readonly topic: 'policies';
      readonly policies: readonly Policy[];
      /** Of every kind, what comes with the program. */
      readonly tables: Readonly<Record<TableKind, readonly Named[]>>;
      readonly defaults: readonly string[];
    }
  | {
      readonly topic: 'map';
      readonly keys: readonly MapKey[];
      readonly fieldKeys: readonly MapFieldKey[];
      readonly fields: readonly NamedField[];
    }
  | { readonly topic: 'registers'; readonly registers: readonly NamedRegister[] }
  | { readonly topic: 'book'; readonly parts: readonly (readonly [path: string, part: BookPart])[] }
  | { readonly topic: 'figures' }
  | { readonly topic: 'formats'; readonly formats: readonly (readonly [format: string, extensions: readonly string[]])[] }
  | { readonly topic: 'exit-codes'; readonly codes: readonly (readonly [code: number, means: Bilingual])[] };

interface Named {
  readonly id: string;
  readonly title: Bilingual;
}

/** A field and the first name in either language that its column goes by. */
export interface NamedField {
  readonly name: LoanField;
  readonly needed: boolean;
  readonly names: Partial<Bilingual>;
}

export interface NamedRegister extends Named {
  readonly option: string;
  readonly columns: readonly Bilingual[];
}

const HELP_WORDS: Readonly<Record<Lang, HelpWords>> = { en: enHelp, zh: zhHelp };

/** `npl help TOPIC`. */
export function helpPage(facts: HelpFacts, lang: Lang): Document {
  const help = HELP_WORDS[lang];
  const page = help.pages[facts.topic];
  const said = page.text.map((one): Block => ({ kind: 'paragraph', tone: 'plain', pieces: [one] }));
  return {
    lang,
    title: page.title,
    subtitle: [`npl help ${facts.topic}`],
    sections: [{ id: facts.topic, heading: '', blocks: said }, ...tablesOf(facts, lang, help)],
  };
}

type ColumnId = keyof HelpWords['column'];

function tablesOf(facts: HelpFacts, lang: Lang, help: HelpWords): Section[] {
  const section = (id: string, heading: string, columns: readonly ColumnId[], rows: readonly (readonly Cell[])[]): Section => {
    const named = columns.map((name): Column => ({ id: name, header: help.column[name], align: 'left' }));
    return {
      id,
      heading,
      blocks: [
        table(
          id,
          named,
          rows.map((cells) => ({ cells })),
        ),
      ],
    };
  };
  const words = wordsOf(lang);
  switch (facts.topic) {
    case 'policies': {
      const idOf = (id: string) => label(id + (facts.defaults.includes(id) ? help.usedWithout : ''));
      return [
        section(
          'presets',
          help.heading.presets,
          ['policy', 'title', 'inForce'],
          facts.policies.map((one) => [idOf(one.id), text(one.title[lang]), label(inForce(words, one))]),
        ),
        ...TABLE_KINDS.map((kind) =>
          section(
            kind,
            help.heading[kind],
            ['policy', 'title'],
            facts.tables[kind].map(({ id, title }) => [idOf(id), text(title[lang])]),
          ),
        ),
      ];
    }
    case 'map':
      return [
        section(
          'map-keys',
          help.heading.mapKeys,
          ['key', 'meaning'],
          facts.keys.map((key) => [label(key), label(help.mapKey[key])]),
        ),
        section(
          'field-keys',
          help.heading.fieldKeys,
          ['key', 'meaning'],
          facts.fieldKeys.map((key) => [label(key), label(help.fieldKey[key])]),
        ),
        section(
          'fields',
          help.heading.fields,
          ['field', 'zh', 'en', 'meaning'],
          facts.fields.map(({ name, names, needed }) => [
            label(name),
            label(names.zh ?? ''),
            label(names.en ?? ''),
            label(words.field[name] + (needed ? help.needed : '')),
          ]),
        ),
      ];
    case 'registers':
      return [
        section(
          'registers',
          '',
          ['register', 'option', 'title', 'columns'],
          facts.registers.map(({ id, option, title, columns }) => [
            label(id),
            label(option),
            label(title[lang]),
            label(columns.map((column) => column[lang]).join(words.comma)),
          ]),
        ),
      ];
    case 'book':
      return [
        section(
          'files',
          '',
          ['path', 'meaning'],
          facts.parts.map(([path, part]) => [label(path), label(help.bookPart[part])]),
        ),
      ];
    case 'figures':
      return [
        section(
          'figures',
          '',
          ['figure', 'meaning'],
          Object.values(help.figure).map(([name, definition]) => [label(name), label(definition)]),
        ),
      ];
    case 'formats':
      return [
        section(
          'formats',
          '',
          ['format', 'extensions', 'meaning'],
          facts.formats.map(([format, extensions]) => [
            label(format),
            label(extensions.map((one) => `.${one}`).join(' ')),
            label(help.format[format] ?? ''),
          ]),
        ),
      ];
    case 'exit-codes':
      return [
        section(
          'exit-codes',
          '',
          ['code', 'meaning'],
          facts.codes.map(([code, means]) => [label(String(code)), label(means[lang])]),
        ),
      ];
  }
}
