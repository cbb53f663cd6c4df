/** An option as it is typed, by the name that the program gives it: --write-offs of writeOffs. */
export function optionName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
