import { useWords } from '../../language/useWords';
import { Status, type Tone } from '../../ui/Status';
import type { TenantState } from './tenant';

const TONES: Record<TenantState, Tone> = { active: 'good', suspended: 'warn', deleted: 'neutral' };

export function TenantStatus({ status }: { status: TenantState }) {
  const t = useWords();
  return <Status tone={TONES[status]}>{t(`tenant.status.${status}`)}</Status>;
}
