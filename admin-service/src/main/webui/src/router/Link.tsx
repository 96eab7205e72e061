import type { ComponentProps, MouseEvent } from 'react';
import { go, href } from './location';

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
}

/** A real link, so that new tabs, copying and the status bar work; plain clicks stay in the page. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const special = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (event.defaultPrevented || special) return;
    event.preventDefault();
    go(to);
  };
  return <a href={href(to)} onClick={follow} {...rest} />;
}
