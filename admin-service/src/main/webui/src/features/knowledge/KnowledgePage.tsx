import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BookOpen, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { may, useMember } from '../../api/member';
import { number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { useParam } from '../../router/Router';
import { Button, IconButton } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Failure } from '../../ui/Failure';
import { Paging, useCursor } from '../../ui/Paging';
import { Label } from '../../ui/Status';
import { type Column, Table } from '../../ui/Table';
import { Time } from '../../ui/Time';
import { type Knowledge, knowledgeQuery } from './listKnowledge';

const AddKnowledgeDialog = lazy(() => import('./AddKnowledgeDialog'));
const DeleteKnowledgeDialog = lazy(() => import('./DeleteKnowledgeDialog'));

export default function KnowledgePage() {
  const t = useWords();
  const tenant = useParam('tenant');
  const mayEdit = may(useMember(), 'editor');
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<Knowledge | null>(null);
  const list = useQuery({ ...knowledgeQuery(tenant, useCursor()), placeholderData: keepPreviousData });
  const empty = list.data?.data.length === 0;
  const add = mayEdit && (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden />
      {t('knowledge.add')}
    </Button>
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-quiet">{t('knowledge.intro')}</p>
        {!empty && add}
      </div>
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {empty && (
        <Empty
          icon={<BookOpen size={20} aria-hidden />}
          title={t('knowledge.empty')}
          help={t('knowledge.empty.help')}
          action={add}
        />
      )}
      {!list.isError && !empty && (
        <Table
          label={t('tab.knowledge')}
          columns={columnsOf(t, mayEdit, setDeleting)}
          rows={list.data?.data ?? []}
          rowKey={each => each.id}
          waiting={list.isPending && 6}
        />
      )}
      <Paging page={list.data} />
      <Suspense>
        {adding && <AddKnowledgeDialog tenant={tenant} onClose={() => setAdding(false)} />}
        {deleting && <DeleteKnowledgeDialog tenant={tenant} knowledge={deleting} onClose={() => setDeleting(null)} />}
      </Suspense>
    </>
  );
}

function columnsOf(
  t: ReturnType<typeof useWords>,
  mayEdit: boolean,
  remove: (knowledge: Knowledge) => void,
): Column<Knowledge>[] {
  return [
    {
      id: 'title',
      title: t('knowledge.title'),
      className: 'w-full max-w-0 sm:w-1/2',
      cell: each => (
        <span className="flex min-w-0 items-center gap-2">
          <span dir="auto" className="line font-strong">
            {each.title}
          </span>
          <Label>{t(`knowledge.${each.kind}`)}</Label>
        </span>
      ),
    },
    {
      id: 'passages',
      title: t('knowledge.passages'),
      numeric: true,
      className: 'max-sm:hidden',
      cell: each => number(each.passages),
    },
    {
      id: 'added',
      title: t('knowledge.added'),
      numeric: true,
      className: 'text-quiet max-sm:hidden',
      cell: each => each.created_at && <Time at={each.created_at} />,
    },
    {
      id: 'delete',
      title: t('action.delete'),
      silent: true,
      numeric: true,
      className: 'w-12',
      cell: each =>
        mayEdit && (
          <IconButton label={t('knowledge.delete.named', { name: each.title })} onClick={() => remove(each)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        ),
    },
  ];
}
