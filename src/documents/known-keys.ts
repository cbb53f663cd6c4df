import type { DocumentPath } from './document-tree.js';
import { z } from './schema.js';

/** The keys that a schema accepts at a path of its document, for "did you mean"; empty where it accepts any. */
export function knownKeys(schema: unknown, path: DocumentPath): readonly string[] {
  let here = openings(schema);
  for (const step of path) here = here.flatMap((one) => openings(childOf(one, step)));
  return here.flatMap((one) => {
    if (one instanceof z.ZodObject) return Object.keys(one.shape);
    if (one instanceof z.ZodRecord && one.keyType instanceof z.ZodEnum) return one.keyType.options.map(String);
    return [];
  });
}

function childOf(schema: unknown, step: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, unknown>)[step];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

/** What a schema is once optional, default, lazy, transform and union are opened: the forms a value may have. */
function openings(schema: unknown): unknown[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(openings);
  if (schema instanceof z.ZodPipe) return openings(schema.in);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy
  ) {
    return openings(schema.unwrap());
  }
  return schema === undefined ? [] : [schema];
}
