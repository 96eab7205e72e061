import { expect, it } from 'vitest';
import { parseBlocks } from './block';
import { renderBlock } from './render';

const html = (text: string, open = false) => {
  const root = document.createElement('div');
  const ink = { newTab: 'new tab', text: (words: string) => [words], cite: (index: number) => `(${index})` };
  root.append(...parseBlocks(text, open).map((block) => renderBlock(block, ink)));
  return root.innerHTML.replace(/ (dir|class|tabindex|target|rel|title)="[^"]*"/g, '');
};

const cases: [string, string, string][] = [
  ['paragraphs and line breaks', 'a\nb\n\nc', '<p>a<br>b</p><p>c</p>'],
  ['headings as strong paragraphs', '## A\ntext', '<p>A</p><p>text</p>'],
  ['rules as nothing', 'a\n\n---\n\nb', '<p>a</p><p>b</p>'],
  ['a list', '- a\n- **b**\n* c', '<ul><li><p>a</p></li><li><p><strong>b</strong></p></li><li><p>c</p></li></ul>'],
  ['a list right after a line', 'so:\n- a', '<p>so:</p><ul><li><p>a</p></li></ul>'],
  ['numbers that begin later', '3. a\n4. b', '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'],
  ['blank lines within a list', '1. a\n\n2. b', '<ol><li><p>a</p></li><li><p>b</p></li></ol>'],
  ['a list in a list', '- a\n  - b\n- c', '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>'],
  ['another kind of list', '- a\n\n1. b', '<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol>'],
  ['code as it stands', '```js\na < b\n  **c**\n```\nd', '<pre><code>a &lt; b\n  **c**</code></pre><p>d</p>'],
  ['code in an item', '- a\n  ```\n  b\n  ```', '<ul><li><p>a</p><pre><code>b</code></pre></li></ul>'],
];

it.each(cases)('reads %s', (_, source, expected) => {
  expect(html(source)).toBe(expected);
});

it('takesUnfinishedCodeForCode', () => {
  expect(html('```\na <', true)).toBe('<pre><code>a &lt;</code></pre>');
});

it('neverLetsAModelsTextIntoTheMarkup', () => {
  const hostile =
    '<img src=x onerror=alert(1)> [a](javascript:alert(1)) **<script>x</script>** `<i>`\n\n- <b>\n```\n</pre><s>\n```';
  const root = document.createElement('div');
  root.innerHTML = html(hostile);
  expect([...root.querySelectorAll('*')].map(({ localName }) => localName).sort()).toEqual(
    ['code', 'code', 'li', 'p', 'p', 'pre', 'strong', 'ul'].sort(),
  );
});

it('opensLinksElsewhereWithoutHandingThePageOver', () => {
  const [block] = parseBlocks('[a](https://a.example)');
  const ink = { newTab: 'new tab', text: (words: string) => [words], cite: () => '' };
  const link = block && renderBlock(block, ink).querySelector('a');
  expect(link).toMatchObject({ target: '_blank', rel: 'noopener noreferrer nofollow', href: 'https://a.example/' });
});

it('keepsTheSourceOfFinishedBlocksWhileTheLastOneGrows', () => {
  const text = 'First.\n\n- one\n- two\n\nThe **last** one';
  const finished = parseBlocks(text, true).map(({ source }) => source);
  const grown = parseBlocks(`${text} grows`, true).map(({ source }) => source);
  expect(grown.slice(0, -1)).toEqual(finished.slice(0, -1));
  expect(grown.at(-1)).not.toBe(finished.at(-1));
});
