import { expect, it } from 'vitest';
import { type Inline, parseInline, safeHref } from './inline';

/** The tree as a short text: *strong*, /em/, `code`, <href|text>, (n) for sources. */
const show = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'code':
          return `\`${part.text}\``;
        case 'cite':
          return `(${part.index})`;
        case 'link':
          return `<${part.href}|${show(part.parts)}>`;
        default:
          return part.kind === 'strong' ? `*${show(part.parts)}*` : `/${show(part.parts)}/`;
      }
    })
    .join('');

const cases: [string, string][] = [
  ['plain text', 'plain text'],
  ['a **bold** word', 'a *bold* word'],
  ['a *slanted* and _another_', 'a /slanted/ and /another/'],
  ['**bold with *slanted* in it**', '*bold with /slanted/ in it*'],
  ['***both***', '*/both/*'],
  ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ['**open', '**open'],
  ['`**code**` and ``a ` b``', '`**code**` and `a ` b`'],
  ['\\*no\\* \\[1\\]', '*no* [1]'],
  ['see [the guide](https://a.example/x?y=1)', 'see <https://a.example/x?y=1|the guide>'],
  ['[wiki](https://a.example/a_(b))', '<https://a.example/a_(b)|wiki>'],
  ['[mail](mailto:a@b.example "title")', '<mailto:a@b.example|mail>'],
  ['[x](javascript:alert(1)) [y](data:text/html,z) [z](/relative)', 'x y z'],
  ['at https://a.example/b, then', 'at <https://a.example/b|https://a.example/b>, then'],
  ['(https://a.example)', '(<https://a.example/|https://a.example>)'],
  ['free [1][2], but [12]', 'free (1)(2), but (12)'],
  ['[123] [] [x]', '[123] [] [x]'],
  ['<b>text</b> &amp;', '<b>text</b> &amp;'],
];

it.each(cases)('reads %s', (source, expected) => {
  expect(show(parseInline(source))).toBe(expected);
});

const growing: [string, string][] = [
  ['a **bo', 'a *bo*'],
  ['a **', 'a '],
  ['a `co', 'a `co`'],
  ['see [the gui', 'see '],
  ['see [the guide](https://a.ex', 'see '],
  ['free [1', 'free '],
];

it.each(growing)('showsNoHalfMarkWhileMoreIsToCome: %s', (source, expected) => {
  expect(show(parseInline(source, true))).toBe(expected);
});

it('refusesEveryAddressThatIsNoPageAndNoLetter', () => {
  const bad = [
    'javascript:alert(1)',
    ' JaVaScRiPt:x',
    'java\nscript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
    '//x',
    'x',
  ];
  for (const address of bad) expect(safeHref(address)).toBeUndefined();
});

it('takesMarksThatAreNestedTooDeepForText', () => {
  const deep = '**a *b '.repeat(5000);
  expect(JSON.stringify(parseInline(deep, true)).match(/"parts"/g)?.length).toBeLessThan(10);
});

it('readsALongHostileTextInNoTime', () => {
  const hostile = ['**a', '[', '`', '_ *', '[a](', 'http://'].map((part) => part.repeat(3000));
  const began = performance.now();
  for (const text of hostile) parseInline(text, true);
  expect(performance.now() - began).toBeLessThan(10_000);
});
