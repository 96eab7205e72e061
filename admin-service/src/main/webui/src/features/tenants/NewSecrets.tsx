import { useWords } from '../../language/useWords';
import { go } from '../../router/location';
import { Button } from '../../ui/Button';
import { Snippet } from '../../ui/Copy';
import { Dialog, DialogBody, DialogFoot } from '../../ui/Dialog';
import type { CreatedTenant } from './createTenant';
import { embedSnippet } from './embedSnippet';
import { Secret } from './Secret';

/** After creation: what to paste where. Closing it is the last sight of the secrets. */
export function NewSecrets({ created, onClose }: { created: CreatedTenant; onClose: () => void }) {
  const t = useWords();
  const open = () => {
    onClose();
    go(`/tenants/${created.tenant.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      keep
      title={t('secrets.title', { name: created.tenant.name })}
      intro={t('secrets.intro')}
    >
      <DialogBody>
        <div className="grid gap-1.5">
          <p className="text-sm font-strong">{t('embed.title')}</p>
          <Snippet text={embedSnippet(created.publishable_key)} label={t('embed.copy')} />
        </div>
        <Secret label={t('key.secret')} help={t('key.secret.help')} text={created.secret_key} />
        <Secret
          label={t('identity.secret')}
          help={t('identity.secret.help', { kid: created.identity_key.kid })}
          text={created.identity_key.secret}
        />
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>{t('action.done')}</Button>
        <Button look="primary" onClick={open}>
          {t('secrets.open')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
