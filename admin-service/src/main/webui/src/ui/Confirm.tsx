import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../language/useWords';
import { Button } from './Button';
import { Dialog, DialogBody, DialogFoot } from './Dialog';
import { Refused } from './Failure';
import { TextField } from './Field';

interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  /** When given, it must be typed before the button works. */
  name?: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is taken away. Mount it to open it. */
export default function Confirm({ title, children, action, name, busy, error, onConfirm, onClose }: ConfirmProps) {
  const t = useWords();
  const [typed, setTyped] = useState('');
  const ready = name === undefined || typed.trim() === name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onConfirm();
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={submit} className="contents">
        <DialogBody>
          <div className="text-quiet">{children}</div>
          {name !== undefined && (
            <TextField
              label={t('confirm.name', { name })}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              autoComplete="off"
            />
          )}
          <Refused error={error} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="fatal" type="submit" disabled={!ready} busy={busy}>
            {action}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
