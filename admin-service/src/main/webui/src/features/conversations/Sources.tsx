import { number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import type { Citation } from './conversation';

/** The numbered sources of an answer. */
export function Sources({ citations }: { citations: Citation[] }) {
  const t = useWords();
  return (
    <ul aria-label={t('conversation.sources')} className="flex flex-wrap gap-1.5">
      {citations.map(citation => (
        <li
          key={citation.index}
          className="flex max-w-full items-center gap-1.5 rounded-control border border-line px-2 py-0.5 text-sm"
        >
          <span className="figures text-xs text-quiet">{number(citation.index)}</span>
          {isWeb(citation.url) ? (
            <a href={citation.url} target="_blank" rel="noreferrer noopener" className="line hover:underline">
              <bdi>{citation.title}</bdi>
            </a>
          ) : (
            <span dir="auto" className="line">
              {citation.title}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Sources are written by tenants: nothing but a web address becomes a link. */
function isWeb(url: string | null | undefined): url is string {
  return !!url && /^https?:\/\//i.test(url);
}
