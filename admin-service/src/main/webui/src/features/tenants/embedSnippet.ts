/** What a tenant puts into its pages. The address is the one this console was loaded from: the gateway. */
export function embedSnippet(publishableKey: string, origin = window.location.origin): string {
  return `<script async\n  src="${origin}/widget/widget.js"\n  data-api-key="${publishableKey}"></script>`;
}
