/** Outlines from Lucide (ISC licence), drawn on a 24 px grid. One constant each, so that a bundle holds only its own. */
export const chatIcon = 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z';
export const closeIcon = 'M18 6 6 18M6 6l12 12';
export const downIcon = 'm6 9 6 6 6-6';
export const stopIcon = 'M7 7h10v10H7z';
export const sendIcon = 'm5 12 7-7 7 7M12 19V5';
export const composeIcon =
  'M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7M18.4 2.6a1 1 0 0 1 3 3l-9 9a2 2 0 0 1-.9.5l-2.8.9a.5.5 0 0 1-.7-.7l.9-2.8a2 2 0 0 1 .5-.9z';

const svg = 'http://www.w3.org/2000/svg';

/** A picture without a name of its own: what holds it carries the accessible name. Its strokes are set by tokens.css. */
export function icon(outline: string, size = 20): SVGElement {
  const picture = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', outline);
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('width', `${size}`);
  picture.ariaHidden = 'true';
  picture.append(path);
  return picture;
}
