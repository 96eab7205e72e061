import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../language/useWords';
import { button, classes } from './classes';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One line of what it is for. */
  intro?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** Holds something that cannot be shown again: only its buttons close it. */
  keep?: boolean;
}

const POPUP =
  'fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-[12px] bg-raised shadow-float outline-none transition-[transform,opacity] sm:top-[10dvh] sm:bottom-auto sm:max-h-[80dvh] sm:rounded-[10px] data-ending-style:opacity-0 data-starting-style:opacity-0 data-starting-style:translate-y-2 data-ending-style:translate-y-2';

/** A sheet from below on a phone, a window in the middle elsewhere. */
export function Dialog({ open, onClose, title, intro, children, wide = false, keep = false }: DialogProps) {
  const t = useWords();
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={keep}
      onOpenChange={(next, { reason }) => !next && !(keep && reason === 'escape-key') && onClose()}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className={classes(POPUP, wide ? 'sm:max-w-160' : 'sm:max-w-120')}>
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-1">
            <div>
              <Base.Title className="text-lg font-strong">{title}</Base.Title>
              {intro && <Base.Description className="mt-0.5 text-quiet">{intro}</Base.Description>}
            </div>
            <Base.Close aria-label={t('action.close')} className={classes(button.quiet, '-me-2 size-8 shrink-0')}>
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 overflow-y-auto overscroll-contain px-5 py-3">{children}</div>;
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="flex justify-end gap-2 border-t border-line px-5 py-3">{children}</div>;
}
