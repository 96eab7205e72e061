import { expect, it } from 'vitest';
import { accentOf, contrast, luminance, parseHex, type Rgb, readableOn } from './contrast';

const surfaces = { light: 1, dark: 0.009 };

/** Colours spread over the whole cube. */
const everyHex = Array.from({ length: 16 ** 3 }, (_, at) => `#${at.toString(16).padStart(3, '0')}`);

const colorOf = (hex: string): Rgb => parseHex(hex) ?? [0, 0, 0];

it('measuresContrastAsWcagDoes', () => {
  expect(contrast(luminance(colorOf('#000')), luminance(colorOf('#fff')))).toBeCloseTo(21);
  expect(contrast(luminance(colorOf('#767676')), 1)).toBeCloseTo(4.54, 2);
});

it('readsHexColoursAndNothingElse', () => {
  expect(parseHex('#0B7')).toEqual(parseHex('00bb77'));
  for (const text of [undefined, '', 'red', '#12', '#12345', 'rgb(0 0 0)', '#ggg'])
    expect(parseHex(text)).toBeUndefined();
});

it('givesEveryAccentATextThatCanBeRead', () => {
  for (const hex of everyHex) {
    const found = accentOf(hex);
    expect(found && contrast(luminance(found.color), found.text === '#fff' ? 1 : 0)).toBeGreaterThanOrEqual(4.5);
  }
});

it('makesEveryAccentReadableOnBothSurfaces', () => {
  for (const hex of everyHex) {
    for (const surface of Object.values(surfaces)) {
      expect(contrast(luminance(readableOn(colorOf(hex), surface)), surface)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

it('leavesAnAccentAloneThatCanAlreadyBeRead', () => {
  expect(accentOf('#0f766e')?.color).toEqual(parseHex('#0f766e'));
  expect(accentOf('#fde047')).toMatchObject({ color: parseHex('#fde047'), text: '#000' });
});

it('darkensABrandBlueALittleRatherThanWritingBlackOnIt', () => {
  expect(accentOf('#3b82f6')?.text).toBe('#fff');
});
