import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Dialog, DialogBody, DialogFoot } from '../../ui/Dialog';
import { Refused } from '../../ui/Failure';
import { TextArea, TextField } from '../../ui/Field';
import { say } from '../../ui/Notice';
import { useFields } from '../../ui/useFields';
import { useIntention } from '../../ui/useIntention';
import { addKnowledge, type NewKnowledge } from './addKnowledge';
import type { KnowledgeKind } from './listKnowledge';

const KINDS: KnowledgeKind[] = ['document', 'faq'];

export default function AddKnowledgeDialog({ tenant, onClose }: { tenant: string; onClose: () => void }) {
  const t = useWords();
  const queries = useQueryClient();
  const intention = useIntention();
  const [kind, setKind] = useState<KnowledgeKind>('document');
  const [placed, setPlaced] = useState(false);
  const needed = (of: KnowledgeKind) => (value: string) => (of !== kind || value.trim() ? null : t('field.missing'));
  const { values, field, check, refuse } = useFields(
    { title: '', url: '', text: '', questions: '', answer: '' },
    {
      title: value => (value.trim() ? null : t('field.missing')),
      url: value => (!value.trim() || /^https?:\/\/\S+$/.test(value.trim()) ? null : t('field.url')),
      text: needed('document'),
      questions: needed('faq'),
      answer: needed('faq'),
    },
  );
  const addition = useMutation({
    mutationFn: () => {
      const wanted = knowledgeOf(kind, values);
      return addKnowledge(tenant, wanted, intention(wanted));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['knowledge', tenant] });
      say(t('knowledge.added.done'));
      onClose();
    },
    onError: error => setPlaced(refuse(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (check() && !addition.isPending) addition.mutate();
  };
  return (
    <Dialog open onClose={onClose} wide title={t('knowledge.add')} intro={t('knowledge.add.intro')}>
      <form noValidate onSubmit={submit} className="contents">
        <DialogBody>
          <Chips
            label={t('knowledge.kind')}
            options={KINDS.map(value => ({ value, text: t(`knowledge.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
          <TextField label={t(kind === 'faq' ? 'knowledge.topic' : 'knowledge.title')} {...field('title')} />
          {kind === 'document' ? (
            <TextArea
              label={t('knowledge.text')}
              help={t('knowledge.text.help')}
              rows={10}
              className="font-mono text-sm"
              {...field('text')}
            />
          ) : (
            <>
              <TextArea
                label={t('knowledge.questions')}
                help={t('knowledge.questions.help')}
                rows={4}
                {...field('questions')}
              />
              <TextArea label={t('knowledge.answer')} rows={4} {...field('answer')} />
            </>
          )}
          <TextField
            label={t('knowledge.url')}
            optional={t('optional')}
            help={t('knowledge.url.help')}
            placeholder="https://shop.example.com/returns"
            {...field('url')}
          />
          {!placed && <Refused error={addition.error} />}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" busy={addition.isPending}>
            {t('knowledge.add')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

type Values = Record<'title' | 'url' | 'text' | 'questions' | 'answer', string>;

function knowledgeOf(kind: KnowledgeKind, values: Values): NewKnowledge {
  const head = { title: values.title.trim(), ...(values.url.trim() ? { url: values.url.trim() } : {}) };
  if (kind === 'document') return { kind, ...head, text: values.text };
  const questions = values.questions.split('\n').flatMap(line => line.trim() || []);
  return { kind, ...head, questions, answer: values.answer.trim() };
}
