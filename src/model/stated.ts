type Stated<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same members without those that are undefined: in the model a thing that is not stated is absent. */
export function stated<T extends object>(members: T): Stated<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Stated<T>;
}

/** A thing while it is made, where there are hundreds of thousands of it: what is stated is added, since spreading members is slow. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
