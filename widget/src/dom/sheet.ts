/** Styles as a constructed sheet, which a page's `style-src` policy does not forbid. */
export function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
