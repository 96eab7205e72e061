import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../../language/useWords';
import Confirm from '../../ui/Confirm';
import { say } from '../../ui/Notice';
import { deleteKnowledge } from './deleteKnowledge';
import type { Knowledge } from './listKnowledge';

export default function DeleteKnowledgeDialog({
  tenant,
  knowledge,
  onClose,
}: {
  tenant: string;
  knowledge: Knowledge;
  onClose: () => void;
}) {
  const t = useWords();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteKnowledge(tenant, knowledge.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['knowledge', tenant] });
      say(t('knowledge.deleted'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('knowledge.delete.ask', { name: knowledge.title })}
      action={t('action.delete')}
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate()}
      onClose={onClose}
    >
      {t('knowledge.delete.what')}
    </Confirm>
  );
}
