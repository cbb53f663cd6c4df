/**
 * 200 texts that a ledger's cell may hold and that some program that shows it would take for something else: formulas, markup,
 * control, bidi and invisible characters, names that JavaScript objects have, very long names. No two are equal.
 */
export const HOSTILE_TEXTS: readonly string[] = hostileTexts();

function hostileTexts(): string[] {
  const formulas = [
    '=1+1',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","ok")',
    '=WEBSERVICE("http://e.example")',
  ];
  const before = ['', ' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\ufeff', "'", '"', '\u200b'];
  const wide = ['＝1+1', '＋1', '－1', '＠SUM(A1)', '﹦1', '₌1', '⁼1'];
  const markup = [
    ...[
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '</td></tr></table><h1>x</h1>',
      '</title><script>alert(1)</script>',
      '<!-- x -->',
    ],
    ...[
      '-->',
      ']]>',
      '<![CDATA[x]]>',
      '<svg/onload=alert(1)>',
      '"><b>x</b>',
      "' onmouseover='alert(1)",
      '" style="display:none',
      '&lt;b&gt;',
      '&#60;b&#62;',
    ],
    ...[
      '&amp;',
      '&',
      '<',
      '>',
      '"',
      "'",
      '</style><script>x</script>',
      '<base href="http://evil.example/">',
      '<meta http-equiv=refresh content=0>',
    ],
    ...[
      '<a href="javascript:alert(1)">x</a>',
      '<?xml version="1.0"?>',
      '<!DOCTYPE html>',
      '</svg><script>alert(1)</script>',
      '<iframe src=//e.example>',
    ],
    ...[
      '**bold**',
      '_it_',
      '`code`',
      '[x](http://evil.example)',
      '![i](http://evil.example/p.png)',
      '# heading',
      '> quote',
      '- item',
      '1. item',
      '| a | b |',
    ],
    ...['\\| back \\', '~~struck~~', 'http://evil.example/', 'www.evil.example', '$x^2$', '---', '***', '<details>'],
  ];
  const characters = [
    ...[
      '\u0000',
      '\u0007',
      '\u0008',
      '\u000b',
      '\u000c',
      '\u001b[31mred',
      '\u001b]0;title\u0007',
      '\u001b[2J',
      '\u007f',
      '\u0085',
      '\u009b31m',
    ],
    ...[
      '\u202eevil',
      '\u202dx',
      '\u2066x',
      '\u2067x\u2069',
      '\u200e',
      '\u200f',
      '\u061c',
      '\u2028',
      '\u2029',
      '\u00ad',
      '\u200b',
      '\u2060',
      '\ufeff',
    ],
    ...[
      '\ufffd',
      '\ufffe',
      '\uffff',
      '\ufdd0',
      '\ud800',
      '\udc00',
      '\u{1ffff}',
      '\u{10ffff}',
      'e\u0301\u0301\u0301',
      '👍🏽',
      '𗀀𗀁',
      'مُحَمَّد',
      'བོད',
    ],
    ...['_x0041_', '_x005F_x0041_', '_x000D_', '_xZZZZ_', 'a\r\nb', 'a\tb', '  a  ', 'a  b'],
  ];
  const names = [
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'valueOf',
      'hasOwnProperty',
      '__defineGetter__',
      'length',
      'null',
      'undefined',
      'NaN',
      'true',
    ],
    ...[
      '0',
      '-0',
      '00012',
      '1e5',
      '2024-01-01',
      '1/2',
      '12.5%',
      '#N/A',
      '#REF!',
      '$' + '{x}',
      '{{x}}',
      '<%= x %>',
      '%s %d',
      '../../etc/passwd',
      'CON',
      'History',
    ],
    ...["a'b", "''", '[a]:*?/\\', 'datum.value', "'];alert(1);//", 'url(http://e.example)', 'var(--ink)', 'expression(alert(1))'],
  ];
  const long = [
    '客'.repeat(3_400),
    'x'.repeat(10_000),
    '<b>'.repeat(3_400),
    '=A1+'.repeat(2_500),
    'a '.repeat(5_000).trim(),
    '_x0041_'.repeat(1_430),
  ];
  const made = before.flatMap((start) => formulas.map((formula) => start + formula));
  const all = [...new Set([...long, ...names, ...characters, ...wide, ...markup, ...made])];
  return all.slice(0, 200);
}
