import type { Mount } from '../contract';
import { Widget } from './widget';

/** The one export of the chunk: what the loader calls when the visitor comes near. */
export const mount: Mount = (host) => new Widget(host);
