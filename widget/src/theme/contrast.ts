/** Contrast by WCAG 2.2 (relative luminance) and lightness by OKLab (Björn Ottosson), so that hues stay themselves. */

export type Rgb = readonly [red: number, green: number, blue: number];

/** `#abc` or `#aabbcc` as linear light, 0 to 1; anything else is no colour we can vouch for. */
export function parseHex(text: string | undefined): Rgb | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? '')?.[1];
  if (!digits) return undefined;
  const size = digits.length / 3;
  const channel = (at: number) => {
    const value = Number.parseInt(digits.slice(at * size, at * size + size).padEnd(2, digits[at]), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(1), channel(2)];
}

export const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** 1 (no contrast) to 21 (black on white), of two luminances. */
export const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

function toOklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0514 * b);
  const m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
  const s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.63 * b);
  return [
    0.2105 * l + 0.7936 * m - 0.0041 * s,
    1.978 * l - 2.4286 * m + 0.4506 * s,
    0.0259 * l + 0.7828 * m - 0.8087 * s,
  ];
}

function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963 * a + 0.2158 * b) ** 3;
  const m = (lightness - 0.1056 * a - 0.0639 * b) ** 3;
  const s = (lightness - 0.0895 * a - 1.2915 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clamp(4.0767 * l - 3.3077 * m + 0.231 * s),
    clamp(-1.2684 * l + 2.6098 * m - 0.3413 * s),
    clamp(-0.0042 * l - 0.7034 * m + 1.7076 * s),
  ];
}

/** The colour itself where it is readable on the given luminance, else the nearest lightness of its hue that is. */
export function readableOn(color: Rgb, background: number, wanted = 4.5): Rgb {
  const [lightness, a, b] = toOklab(color);
  const step = background > 0.18 ? -0.01 : 0.01;
  let found = color;
  for (let steps = 1; contrast(luminance(found), background) < wanted && steps <= 100; steps++) {
    found = fromOklab([Math.min(1, Math.max(0, lightness + step * steps)), a, b]);
  }
  return found;
}

export function css(color: Rgb): string {
  const [lightness, a, b] = toOklab(color).map((value) => value.toFixed(3));
  return `oklab(${lightness} ${a} ${b})`;
}

const white = 1;

/**
 * A tenant's accent and the text upon it. White text is what brands expect: an accent that nearly carries it is
 * darkened a little until it does; a light one gets black.
 */
export function accentOf(hex: string | undefined): { accent: string; text: string; color: Rgb } | undefined {
  const given = parseHex(hex);
  if (!given) return undefined;
  const light = contrast(luminance(given), white) < 3;
  const color = light ? given : readableOn(given, white);
  return { color, accent: css(color), text: light ? '#000' : '#fff' };
}
