/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const madeOf = new WeakMap<object, Map<string, unknown>>();

/** What is made of something that several ask it of, made for the first and kept while that is: `what` names all that it depends on beside. */
export function onceOf<T>(of: object, what: string, make: () => T): T {
  const made = madeOf.get(of) ?? new Map<string, unknown>();
  madeOf.set(of, made);
  if (!made.has(what)) made.set(what, make());
  return made.get(what) as T;
}
