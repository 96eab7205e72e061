import { useSyncExternalStore } from 'react';
import { language, onWordsChange, t } from './words';

/** The translating function; the component renders again when the language changes. */
export function useWords(): typeof t {
  useSyncExternalStore(onWordsChange, language);
  return t;
}
